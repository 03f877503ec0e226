#define _GNU_SOURCE
#include "sb_room.h"
#include "sb_tables.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// The mapping is shared memory, so a child would write into its parent's. It gets its own at the same addresses, since
// that is where everybody has pointers to, and in it everything that it may still use: its primitives as they were when
// it forked, in the state in which the thread that forked left them, and that thread. Its rings and its journal are
// empty, and it records nothing until it publishes itself.

// ---- mutexes that are held meanwhile -----------------------------------------------------------------

enum { MOST_GUARDED = 64 };
static pthread_mutex_t *guarded[MOST_GUARDED];
static uint32_t guarded_count;

void sb_guard_at_fork(pthread_mutex_t *mutex) {
  sb_tables_lock();
  if (guarded_count == MOST_GUARDED) abort();
  guarded[guarded_count] = mutex;
  __atomic_store_n(&guarded_count, guarded_count + 1, __ATOMIC_RELEASE);
  sb_tables_unlock();
}

// Those that others hold while they come to the tables are taken first.
static uint32_t held_count;
static void hold_all(void) {
  uint32_t count = __atomic_load_n(&guarded_count, __ATOMIC_ACQUIRE);
  for (uint32_t i = 0; i < count; i++) pthread_mutex_lock(guarded[i]);
  sb_publish_lock();
  sb_tables_lock();
  held_count = count;
}
static void let_go_all(void) {
  uint32_t count = held_count;
  sb_tables_unlock();
  sb_publish_unlock();
  while (count > 0) pthread_mutex_unlock(guarded[--count]);
}

// ---- what the child needs ------------------------------------------------------------------------------

enum { KEPT = 3 };
static struct {
  char *memory;
  uint64_t bytes[KEPT];  // of each part below, from its beginning
  sb_header header;
  sb_thread_entry *entry, copy;  // the thread's; NULL: it has none in the mapping
} kept;
static const int kept_parts[KEPT] = {SB_TEXTS, SB_SITES, SB_PRIMITIVES};
static bool is_silent_child;

static uint64_t kept_bytes(void) { return kept.bytes[0] + kept.bytes[1] + kept.bytes[2]; }
static uint64_t entry_end(void) {
  return (uint64_t)((char *)(kept.entry + 1) - (char *)sb_part_place(&sb_parts[SB_THREADS], 0));
}

static void prepare(void) {
  hold_all();
  sb_load_words(&kept.header, sb_mapping, sizeof kept.header);
  kept.bytes[0] = (kept.header.texts_end + 7) / 8 * 8;
  kept.bytes[1] = kept.header.sites_count * sizeof(sb_site);
  kept.bytes[2] = kept.header.primitives_count * sizeof(sb_primitive_entry);
  void *memory = mmap(NULL, kept_bytes() + 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  kept.memory = memory == MAP_FAILED ? NULL : memory;
  char *to = kept.memory;
  for (int i = 0; to && i < KEPT; i++) {
    sb_load_words(to, sb_part_place(&sb_parts[kept_parts[i]], 0), kept.bytes[i]);
    to += kept.bytes[i];
  }
  sb_thread *thread = sb_current();
  kept.entry = thread && sb_entries_have(thread->entry) ? thread->entry : NULL;
  if (kept.entry) sb_load_words(&kept.copy, kept.entry, sizeof kept.copy);
  sb_room_pass_on(true);
}
static void forget_kept(void) {
  if (kept.memory) munmap(kept.memory, kept_bytes() + 8);
  kept.memory = NULL;
}
static void parent(void) {
  sb_room_pass_on(false);
  forget_kept();
  let_go_all();
}

// ---- the child -------------------------------------------------------------------------------------------

static int32_t reserve_kept(void) {
  int32_t error = 0;
  for (int i = 0; i < KEPT && !error; i++) error = sb_part_reserve(&sb_parts[kept_parts[i]], kept.bytes[i]);
  return error || !kept.entry ? error : sb_part_reserve(&sb_parts[SB_THREADS], entry_end());
}

// The declarations have no numbers, since they are not in this journal.
static void restore(void) {
  const char *from = kept.memory;
  for (int i = 0; i < KEPT; i++) {
    sb_store_words(sb_part_place(&sb_parts[kept_parts[i]], 0), from, kept.bytes[i]);
    from += kept.bytes[i];
  }
  sb_primitive_entry *primitives = sb_part_place(&sb_parts[SB_PRIMITIVES], 0);
  for (uint64_t i = 0; i < kept.header.primitives_count; i++) primitives[i].declaration.number = 0;
  if (kept.entry) {
    kept.copy.declaration.number = 0;
    kept.copy.declaration.system_id = sb_system_thread_id();
    sb_store_words(kept.entry, &kept.copy, sizeof kept.copy);
  }
  SB_SET(sb_mapping->texts_end, kept.header.texts_end);
  SB_SET(sb_mapping->sites_count, kept.header.sites_count);
  sb_entries_inherit(kept.entry, (uint32_t)kept.header.primitives_count);
}

static void silence(sb_thread *thread) {
  thread->ring = &sb_no_ring;
  thread->block_end = 0;
  sb_slow_down(thread);
}

static void child(void) {
  if (!kept.memory) abort();  // there was no memory for what it cannot do without
  sb_room_close();
  if (!sb_room_make(sb_own_room.base, sb_own_room.size, false)) abort();
  sb_level_forget();
  sb_publish_forget();
  sb_mapping_begin();
  int32_t error = reserve_kept();
  if (error) {
    sb_room_make_private(SB_NO_ROOM, error);
    sb_mapping_begin();
    if (reserve_kept()) abort();
  }
  restore();
  forget_kept();
  sb_mapping_complete();
  if (sb_current()) silence(sb_current());
  is_silent_child = true;
  let_go_all();
}

bool sb_fork_is_child(void) { return is_silent_child; }
void sb_fork_end_silence(void) {
  if (!is_silent_child) return;
  is_silent_child = false;
  if (sb_level() == SB_OFF) sb_set_level(SB_AUTO);
}
void sb_fork_begin(void) { pthread_atfork(prepare, parent, child); }
int32_t sb_fork(void) { return fork(); }
