#include "CSignalbox.h"
#include <stddef.h>
#include <stdlib.h>

_Static_assert(sizeof(sb_event) == 16 && sizeof(sb_slot) == 64 && sizeof(sb_thread_slot) == 64, "as others read them");
_Static_assert(sizeof(sb_declaration) == 64 && sizeof(sb_header) <= 4096 && sizeof(sb_ring) <= SB_RING_HEADER, "room");
_Static_assert(offsetof(sb_slot, site) < 32 && offsetof(sb_thread, take) == 32 && offsetof(sb_ring, mask) == 48,
               "the half-line rule, in sb_thread.h");

sb_ring sb_no_ring;

// Out of room: what the thread writes here nobody reads.
static sb_ring *sink(sb_thread *thread) {
  if (!thread->sink) {
    size_t size = SB_RING_HEADER + 2 * SB_BLOCK * sizeof(sb_event);
    thread->sink = aligned_alloc(SB_RING_HEADER, (size + SB_RING_HEADER - 1) / SB_RING_HEADER * SB_RING_HEADER);
    if (!thread->sink) abort();  // as malloc's callers in Swift do
    thread->sink->head = 0;
    thread->sink->mask = SB_BLOCK - 1;
  }
  return thread->sink;
}

static void reserve(sb_thread *thread, uint64_t end) {
  thread->block_end = end + SB_BLOCK;
  thread->next_look = thread->block_end < thread->next_anchor ? thread->block_end : thread->next_anchor;
  SB_SET(thread->ring->reserve, thread->block_end);
  __atomic_thread_fence(__ATOMIC_RELEASE);
}

static void claim(sb_thread *thread) {
  sb_ring *ring = sb_ring_of(thread->entry);
  thread->ring = ring ? ring : sink(thread);
  if (!ring) return;
  // The head goes on where the last thread stopped, so that the count of what was lost stays exact.
  uint64_t head = SB_GET(ring->head);
  SB_SET(ring->mask, sb_mapping->ring_events - 1);
  SB_SET(ring->owner_since, head);
  __atomic_store_n(&ring->owner, thread->id, __ATOMIC_RELEASE);
  reserve(thread, head + 1);
  sb_ring_put(ring, head, sb_ticks(), sb_head_word(0, SB_THREAD, thread->id));
  sb_ring_end(ring, head + 1);
}

uint64_t sb_ring_reserve(sb_thread *thread, uint64_t head, uint32_t count) {
  if (thread->ring == &sb_no_ring) {
    claim(thread);
    head = SB_GET(thread->ring->head);
  }
  if (head + count <= thread->block_end) return head;
  reserve(thread, head + count);
  return head;
}

void sb_ring_leave(sb_thread *thread) {
  thread->ring = &sb_no_ring;
  thread->block_end = 0;
  sb_slow_down(thread);
}

uint64_t sb_anchor(sb_thread *thread) {
  uint64_t now = sb_ticks(), passed = now - thread->last_time;
  thread->last_time = now;
  sb_clock_keep(now);
  // A microsecond an event is slow. 128 events are 64 pairs.
  if (thread->pace == 0 || passed >= thread->pace * sb_ticks_per_ms / 1024)
    thread->pace = 2;
  else if (thread->pace < 128)
    thread->pace *= 2;
  thread->next_anchor = SB_GET(thread->ring->head) + thread->pace;
  thread->next_look = thread->block_end < thread->next_anchor ? thread->block_end : thread->next_anchor;
  return now;
}
