#define _GNU_SOURCE
#include "sb_room.h"
#include "sb_tables.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

sb_header *sb_mapping;
sb_part sb_parts[SB_PARTS];

// Each part begins where a page does, however large the machine's pages are.
enum { ALIGNED = 65536, STEP = 16384, HEADER = 4096 };
enum { EVENTS = 16384, FEWEST_EVENTS = 1024, MOST_EVENTS = 4194304, FEWEST_THREADS = 64 };
static const uint64_t sizes[SB_PARTS] = {
    [SB_CLOCK] = 4096 * sizeof(sb_clock_pair),
    [SB_JOURNAL] = 16384 * sizeof(sb_declaration),
    [SB_TEXTS] = 16u << 20,
    [SB_SITES] = SB_MOST_SITES * sizeof(sb_site),
    [SB_THREADS] = SB_MOST_THREADS * sizeof(sb_thread_entry),
    [SB_PRIMITIVES] = SB_MOST_PRIMITIVES * sizeof(sb_primitive_entry),
};
static uint64_t rings_at, ring_stride;
static uint32_t ring_events, threads_room;
static uint8_t ring_has_memory[SB_MOST_THREADS], ring_is_prefaulted[SB_MOST_THREADS];

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
void sb_tables_lock(void) { pthread_mutex_lock(&mutex); }
bool sb_tables_try_lock(void) { return pthread_mutex_trylock(&mutex) == 0; }
void sb_tables_unlock(void) { pthread_mutex_unlock(&mutex); }

// ---- memory behind the parts -------------------------------------------------------------------

int32_t sb_part_reserve(sb_part *part, uint64_t end) {
  uint64_t reserved = part->reserved;
  if (end <= reserved) return 0;
  if (end > part->size) return ENOSPC;
  uint64_t wanted = (end + STEP - 1) / STEP * STEP;
  if (wanted > part->size) wanted = part->size;
  int32_t error = sb_room_reserve(part->at + reserved, wanted - reserved);
  // Release: whoever sees that it has memory may look at it.
  if (error == 0) __atomic_store_n(&part->reserved, wanted, __ATOMIC_RELEASE);
  return error;
}

sb_ring *sb_ring_at(uint32_t index) { return (sb_ring *)((char *)sb_mapping + rings_at + index * ring_stride); }
bool sb_ring_has_memory(uint32_t index) { return __atomic_load_n(&ring_has_memory[index], __ATOMIC_ACQUIRE); }
int32_t sb_ring_reserve_memory(uint32_t index) {
  if (sb_ring_has_memory(index)) return 0;
  int32_t error = sb_room_reserve(rings_at + index * ring_stride, ring_stride);
  if (error == 0) __atomic_store_n(&ring_has_memory[index], 1, __ATOMIC_RELEASE);
  return error;
}
// Of a large one only the beginning, so that a thread's first event does not take for ever.
void sb_ring_prefault(uint32_t index) {
  if (ring_is_prefaulted[index]) return;
  ring_is_prefaulted[index] = 1;
  sb_room_prefault(rings_at + index * ring_stride, ring_stride < 1u << 20 ? ring_stride : 1u << 20);
}

bool sb_mapping_has_memory(uint64_t at, uint64_t length) {
  if (at + length < at) return false;
  if (at + length <= HEADER) return true;
  for (int i = 0; i < SB_PARTS; i++) {
    const sb_part *part = &sb_parts[i];
    if (at >= part->at && at - part->at < part->size)
      return at - part->at + length <= __atomic_load_n(&part->reserved, __ATOMIC_ACQUIRE);
  }
  uint64_t index = at < rings_at ? UINT64_MAX : (at - rings_at) / ring_stride;
  return index < threads_room && sb_ring_has_memory((uint32_t)index) &&
         (at - rings_at) % ring_stride + length <= ring_stride;
}

// ---- making it ---------------------------------------------------------------------------------

static uint32_t events_asked_for(void) {
  const char *text = getenv("SIGNALBOX_RING");
  if (!text || !text[0]) return EVENTS;
  char *end;
  errno = 0;
  unsigned long number = strtoul(text, &end, 10);
  bool is_number = text[0] >= '0' && text[0] <= '9' && *end == 0 && errno == 0;
  if (is_number && number >= FEWEST_EVENTS && number <= MOST_EVENTS && (number & (number - 1)) == 0)
    return (uint32_t)number;
  fprintf(stderr, "signalbox: SIGNALBOX_RING is %s, but must be a power of two from %d to %d; %d it is.\n", text,
          FEWEST_EVENTS, MOST_EVENTS, EVENTS);
  return EVENTS;
}

static uint64_t lay_out(uint32_t threads) {
  uint64_t at = ALIGNED;
  for (int i = 0; i < SB_PARTS; i++) {
    sb_parts[i].at = at;
    sb_parts[i].size = i == SB_THREADS ? threads * sizeof(sb_thread_entry) : sizes[i];
    at += (sb_parts[i].size + ALIGNED - 1) / ALIGNED * ALIGNED;
  }
  threads_room = threads;
  rings_at = at;
  return at + threads * ring_stride;
}

// A program that may use few addresses gets room for few threads.
static void make_room(void) {
  ring_events = events_asked_for();
  ring_stride = SB_RING_HEADER + (uint64_t)ring_events * sizeof(sb_event);
  sb_folder_find(&sb_own_room.folder);
  bool is_to_be_named = sb_is_asked_to_publish();
  for (uint32_t threads = SB_MOST_THREADS; threads >= FEWEST_THREADS; threads /= 2)
    if (sb_room_make(NULL, lay_out(threads), is_to_be_named)) return;
  abort();
}

// What every program needs at once.
static int32_t reserve_first(void) {
  for (int i = 0; i < SB_PARTS; i++) sb_parts[i].reserved = 0;
  int32_t error = sb_room_reserve(0, HEADER);
  // All of the clock's table: without it the times of everything would be wrong.
  if (!error) error = sb_part_reserve(&sb_parts[SB_CLOCK], sb_parts[SB_CLOCK].size);
  for (int i = SB_JOURNAL; i < SB_PARTS && !error; i++) error = sb_part_reserve(&sb_parts[i], 1);
  return error;
}

static void write_header(sb_header *header) {
  header->version = SB_VERSION;
  header->pid = getpid();
  header->size = sb_own_room.size;
  header->clock_source = sb_clock_source;
  header->ring_events = ring_events;
  header->ring_stride = ring_stride;
  header->clock_at = sb_parts[SB_CLOCK].at;
  header->journal_at = sb_parts[SB_JOURNAL].at;
  header->texts_at = sb_parts[SB_TEXTS].at;
  header->sites_at = sb_parts[SB_SITES].at;
  header->threads_at = sb_parts[SB_THREADS].at;
  header->primitives_at = sb_parts[SB_PRIMITIVES].at;
  header->rings_at = rings_at;
  header->clock_room = sb_parts[SB_CLOCK].size / sizeof(sb_clock_pair);
  header->journal_room = sb_parts[SB_JOURNAL].size / sizeof(sb_declaration);
  header->texts_room = sb_parts[SB_TEXTS].size;
  header->sites_room = sb_parts[SB_SITES].size / sizeof(sb_site);
  header->threads_room = threads_room;
  header->primitives_room = sb_parts[SB_PRIMITIVES].size / sizeof(sb_primitive_entry);
  snprintf(header->program, sizeof header->program, "%s", program_invocation_short_name);
}

static void forget_rings(void) {
  memset(ring_has_memory, 0, threads_room);
  memset(ring_is_prefaulted, 0, threads_room);
}

void sb_mapping_begin(void) {
  if (sb_mapping) forget_rings();  // the parent's
  int32_t error = reserve_first();
  if (error) {
    sb_room_make_private(SB_NO_ROOM, error);
    if (reserve_first()) abort();  // there is no memory at all
  }
  sb_header *header = (sb_header *)(void *)sb_own_room.base;
  write_header(header);
  sb_mapping = header;
  sb_texts_begin();
  sb_clock_begin();
  sb_level_begin();
}
void sb_mapping_complete(void) { __atomic_store_n(&sb_mapping->magic, SB_MAGIC, __ATOMIC_RELEASE); }

static void start(void) {
  sb_clock_settle();
  make_room();
  sb_clock_measure();
  sb_mapping_begin();
  sb_mapping_complete();
  sb_fork_begin();
  if (sb_is_asked_to_publish()) sb_publish_at_start();
}
static pthread_once_t once = PTHREAD_ONCE_INIT;
void sb_start(void) { pthread_once(&once, start); }
