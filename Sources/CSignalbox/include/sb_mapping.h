// The mapping of this process: made once, at first only its own; published when somebody asks for it.
#pragma once
#include "sb_layout.h"
#include "sb_thread.h"

extern sb_header *sb_mapping;  // NULL only before sb_start

// Makes the mapping, settles the clock, and looks at the environment. Once; everything else calls it first.
void sb_start(void);

// ---- who and what there is ----
// An entry that nobody uses. When there is no room, one of its own memory, which no other process sees.
sb_thread_entry *sb_thread_entry_take(void);
void sb_thread_entry_give(sb_thread_entry *entry);
sb_primitive_entry *sb_primitive_entry_take(void);
void sb_primitive_entry_give(sb_primitive_entry *entry);
// The ring that belongs to that entry; NULL if there is no room.
sb_ring *sb_ring_of(sb_thread_entry *entry);
// Writes it into the journal, and into `entry`, which may be NULL. Numbers it.
void sb_declare(sb_declaration declaration, sb_declaration *entry);
// Adds a text; SB_NO_ROOM_TEXT when there is no room.
uint32_t sb_text_add(const char *bytes, uint32_t length);
// Remembers what a site's word stands for, once for each word; a glance when it is known. `file` ends with a zero.
void sb_site_note(uint64_t site);

// Heads and arguments that this process has written into all its rings.
uint64_t sb_rings_written(void);
// fork, which Swift hides: a child of a program with threads can do little but what the library is made for. -1:
// failed.
int32_t sb_fork(void);

// Under this the tables change. For a few instructions at a time.
void sb_tables_lock(void);
void sb_tables_unlock(void);

// That mutex is held while the process forks, so that what it protects is whole in the child. For ever.
void sb_guard_at_fork(pthread_mutex_t *mutex);
