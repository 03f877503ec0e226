// The parts of the mapping, as the files that keep them share them.
#pragma once
#include "CSignalbox.h"

typedef struct {
  uint64_t at, size;  // in the mapping
  uint64_t reserved;  // bytes from its beginning that have memory behind them
} sb_part;

enum { SB_CLOCK, SB_JOURNAL, SB_TEXTS, SB_SITES, SB_THREADS, SB_PRIMITIVES, SB_PARTS };
enum { SB_ENTRY = 128, SB_MOST_THREADS = 16384, SB_MOST_PRIMITIVES = 65536, SB_MOST_SITES = 4096 };
extern sb_part sb_parts[SB_PARTS];

// ---- sb_mapping.c ----
// Has memory behind the first `end` bytes of a part. Under the tables' mutex. Returns 0 or the system's error number.
int32_t sb_part_reserve(sb_part *part, uint64_t end);
static inline void *sb_part_place(const sb_part *part, uint64_t offset) {
  return (char *)sb_mapping + part->at + offset;
}
// A ring's memory: 0 or the system's error number. Without the mutex; twice at once does no harm.
int32_t sb_ring_reserve_memory(uint32_t index);
void sb_ring_prefault(uint32_t index);  // by whoever has its entry
sb_ring *sb_ring_at(uint32_t index);
bool sb_ring_has_memory(uint32_t index);
// Whether so much of this process's own mapping may be looked at. In one part, or in one ring.
bool sb_mapping_has_memory(uint64_t at, uint64_t length);
// Begins a mapping in the room that was just made: header and tables are there, all empty, and not yet marked as whole.
void sb_mapping_begin(void);
void sb_mapping_complete(void);
bool sb_tables_try_lock(void);

// ---- sb_entries.c, sb_journal.c ----
void sb_declare_locked(sb_declaration declaration, sb_declaration *entry);
void sb_texts_begin(void);  // with the two that are always there
// In the child of a fork: no thread but the one with that entry (NULL: none); so many primitives.
void sb_entries_inherit(sb_thread_entry *mine, uint32_t primitives_count);
bool sb_entries_have(const sb_thread_entry *entry);  // it is in the mapping
// Declares what is in the entries and not in the journal.
void sb_entries_declare_again(void);

// ---- sb_clock.c, sb_control.c ----
void sb_clock_settle(void);   // which clock it is
void sb_clock_measure(void);  // and how fast, at least 20 µs later
void sb_clock_begin(void);   // `began`, `real` and the first pair of the table
void sb_level_begin(void);   // the header says what the level is
void sb_level_forget(void);  // off, and nobody is held

// ---- sb_publish.c, sb_fork.c ----
bool sb_is_asked_to_publish(void);  // by the environment
void sb_publish_at_start(void);     // and says so if that fails
void sb_publish_lock(void);
void sb_publish_unlock(void);
void sb_publish_forget(void);  // the child of a fork has no name
void sb_fork_begin(void);
bool sb_fork_is_child(void);  // that has not published itself
void sb_fork_end_silence(void);

// Whole words, so that a reader in this process that copies at the same moment gets none half.
typedef uint64_t __attribute__((may_alias)) sb_shared_word;
static inline void sb_store_words(void *to, const void *from, size_t bytes) {
  for (size_t i = 0; i < bytes / 8; i++) SB_SET(((sb_shared_word *)to)[i], ((const sb_shared_word *)from)[i]);
}
static inline void sb_load_words(void *to, const void *from, size_t bytes) {
  for (size_t i = 0; i < bytes / 8; i++) ((sb_shared_word *)to)[i] = SB_GET(((const sb_shared_word *)from)[i]);
}
