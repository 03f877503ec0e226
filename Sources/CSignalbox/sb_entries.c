#define _GNU_SOURCE
#include "sb_tables.h"
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(sb_thread_entry) == SB_ENTRY && sizeof(sb_primitive_entry) == SB_ENTRY, "as others read them");

// Entries of 128 bytes. What was given back last is taken first, so a table is as long as the most there ever were at
// once.
typedef struct {
  sb_part *part;
  uint32_t *next;   // of each free entry: 1 + the next free one, 0: none
  uint32_t free;    // 1 + the first free one
  uint32_t count;   // entries that have been used at least once; the header has it, too
} table;
static uint32_t next_threads[SB_MOST_THREADS], next_primitives[SB_MOST_PRIMITIVES];
static table threads = {&sb_parts[SB_THREADS], next_threads, 0, 0};
static table primitives = {&sb_parts[SB_PRIMITIVES], next_primitives, 0, 0};

static void *take(table *of, uint64_t *count, uint64_t *wanting) {
  void *entry = NULL;
  sb_tables_lock();
  if (of->free) {
    uint32_t index = of->free - 1;
    of->free = of->next[index];
    entry = sb_part_place(of->part, (uint64_t)index * SB_ENTRY);
  } else if (sb_part_reserve(of->part, ((uint64_t)of->count + 1) * SB_ENTRY) == 0) {
    entry = sb_part_place(of->part, (uint64_t)of->count * SB_ENTRY);
    __atomic_store_n(count, ++of->count, __ATOMIC_RELEASE);
  } else {
    __atomic_add_fetch(wanting, 1, __ATOMIC_RELAXED);
  }
  sb_tables_unlock();
  if (entry) return entry;
  entry = aligned_alloc(64, SB_ENTRY);
  if (!entry) abort();  // as malloc's callers in Swift do
  return memset(entry, 0, SB_ENTRY);
}

// UINT32_MAX: it is no entry of the table.
static uint32_t index_of(const table *of, const void *entry) {
  uint64_t offset = (uint64_t)((const char *)entry - (const char *)sb_part_place(of->part, 0));
  return offset < of->part->size ? (uint32_t)(offset / SB_ENTRY) : UINT32_MAX;
}

static void give(table *of, void *entry) {
  uint32_t index = index_of(of, entry);
  if (index == UINT32_MAX) {
    free(entry);
    return;
  }
  sb_tables_lock();
  of->next[index] = of->free;
  of->free = index + 1;
  sb_tables_unlock();
}

sb_thread_entry *sb_thread_entry_take(void) {
  return take(&threads, &sb_mapping->threads_count, &sb_mapping->unrecorded_threads);
}
void sb_thread_entry_give(sb_thread_entry *entry) {
  sb_version_open(&entry->slot.version);
  SB_SET(entry->slot.id, 0);
  sb_version_close(&entry->slot.version);
  SB_SET(entry->declaration.number, 0);
  give(&threads, entry);
}
sb_primitive_entry *sb_primitive_entry_take(void) {
  return take(&primitives, &sb_mapping->primitives_count, &sb_mapping->unlisted_primitives);
}
void sb_primitive_entry_give(sb_primitive_entry *entry) {
  SB_SET(entry->slot.id, 0);
  SB_SET(entry->declaration.number, 0);
  give(&primitives, entry);
}

sb_ring *sb_ring_of(sb_thread_entry *entry) {
  uint32_t index = index_of(&threads, entry);
  if (index == UINT32_MAX) return NULL;  // counted when it was taken
  if (sb_ring_reserve_memory(index) == 0) {
    sb_ring_prefault(index);
    return sb_ring_at(index);
  }
  __atomic_add_fetch(&sb_mapping->unrecorded_threads, 1, __ATOMIC_RELAXED);
  return NULL;
}

// ---- after a fork ------------------------------------------------------------------------------

void sb_entries_inherit(sb_thread_entry *mine, uint32_t primitives_count) {
  uint32_t index = mine ? index_of(&threads, mine) : UINT32_MAX;
  threads.count = index == UINT32_MAX ? 0 : index + 1;
  threads.free = 0;
  for (uint32_t i = threads.count; i-- > 0;) {
    if (i == index) continue;
    threads.next[i] = threads.free;
    threads.free = i + 1;
  }
  SB_SET(sb_mapping->threads_count, threads.count);
  primitives.count = primitives_count;
  SB_SET(sb_mapping->primitives_count, primitives_count);
}

bool sb_entries_have(const sb_thread_entry *entry) { return index_of(&threads, entry) != UINT32_MAX; }

static void declare_again(sb_declaration *entry, uint32_t id, uint64_t now) {
  if (id == 0 || entry->number != 0 || entry->id != id) return;
  sb_declaration declaration = *entry;
  declaration.time = now;
  sb_declare_locked(declaration, entry);
}
void sb_entries_declare_again(void) {
  uint64_t now = sb_ticks();
  sb_tables_lock();
  for (uint32_t i = 0; i < threads.count; i++) {
    sb_thread_entry *entry = sb_part_place(threads.part, (uint64_t)i * SB_ENTRY);
    declare_again(&entry->declaration, SB_GET(entry->slot.id), now);
  }
  for (uint32_t i = 0; i < primitives.count; i++) {
    sb_primitive_entry *entry = sb_part_place(primitives.part, (uint64_t)i * SB_ENTRY);
    declare_again(&entry->declaration, SB_GET(entry->slot.id), now);
  }
  sb_tables_unlock();
}

// ---- for those who check -------------------------------------------------------------------------

uint64_t sb_rings_written(void) {
  uint64_t written = 0, count = __atomic_load_n(&sb_mapping->threads_count, __ATOMIC_ACQUIRE);
  for (uint32_t i = 0; i < count; i++)
    if (sb_ring_has_memory(i)) written += __atomic_load_n(&sb_ring_at(i)->head, __ATOMIC_ACQUIRE);
  return written;
}
