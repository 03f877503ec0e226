// Writing into the calling thread's ring. One writer, any number of readers; the oldest events are overwritten.
#pragma once
#include "sb_pair.h"
#include "sb_thread.h"

typedef struct {
  uint64_t a;
  uint32_t b;
} sb_argument;

static inline uint64_t sb_head_word(uint64_t sequence, uint32_t kind, uint32_t primitive) {
  return sequence << SB_SEQUENCE_SHIFT | (uint64_t)kind << SB_KIND_SHIFT | primitive;
}

// Sees that there is room for `count` events from `head` on, which it returns: cold, once in SB_BLOCK events. The
// thread's first gives it its ring. The reservation is visible before any event in it, so a reader that has copied an
// event and still finds it unreserved has copied what was there before.
uint64_t sb_ring_reserve(sb_thread *thread, uint64_t head, uint32_t count);

extern sb_ring sb_no_ring;  // nobody writes to it: the first event finds that it is full
// The thread writes no more: the next to have the ring goes on where it stops.
void sb_ring_leave(sb_thread *thread);

static inline uint64_t sb_ring_begin(sb_thread *thread, uint32_t count) {
  uint64_t head = SB_GET(thread->ring->head);
  if (__builtin_expect(head + count > thread->next_look, 0)) head = sb_ring_reserve(thread, head, count);
  return head;
}
static inline sb_event *sb_ring_place(sb_ring *ring, uint64_t head) {
  return (sb_event *)((char *)ring + SB_RING_HEADER) + (head & ring->mask);
}
static inline void sb_ring_put(sb_ring *ring, uint64_t head, uint64_t time, uint64_t what) {
  sb_event *event = sb_ring_place(ring, head);
  SB_SET(event->time, time);
  SB_SET(event->what, what);
}
// The head is released after the last of them, so a reader that acquires it sees the whole event.
static inline void sb_ring_end(sb_ring *ring, uint64_t head) {
  __atomic_store_n(&ring->head, head, __ATOMIC_RELEASE);
}

// An event without arguments.
static inline void sb_ring_write_one(sb_thread *thread, uint64_t time, uint64_t what) {
  uint64_t head = sb_ring_begin(thread, 1);
  sb_ring_put(thread->ring, head, time, what);
  sb_ring_end(thread->ring, head + 1);
}
// An event of 1 + `count`.
static inline void sb_ring_write(sb_thread *thread, uint64_t time, uint64_t what, const sb_argument *arguments,
                                 uint32_t count) {
  sb_clock_keep(time);
  uint64_t head = sb_ring_begin(thread, 1 + count);
  sb_ring *ring = thread->ring;
  sb_ring_put(ring, head, time, what);
  for (uint32_t i = 0; i < count; i++)
    sb_ring_put(ring, head + 1 + i, arguments[i].a, sb_head_word(0, SB_ARGUMENT, arguments[i].b));
  sb_ring_end(ring, head + 1 + count);
}

// The same without a look at the clock, when nothing else has to be done first; false: it has. Whether it has is known
// before anything is written, so `head` is what the ring says.
static inline bool sb_has_to_look(const sb_thread *thread, uint64_t head) {
  return __builtin_expect(head >= thread->next_look, 0);
}
static inline void sb_ring_write_untimed(sb_ring *ring, uint64_t head, uint64_t what) {
  sb_store_pair(&sb_ring_place(ring, head)->time, 0, what);
  sb_ring_end(ring, head + 1);
}

// Whether the next pair is to be timed: always while the thread is slow, once in up to 64 while it is hot. While there
// is nothing to look at first, it is not.
static inline bool sb_is_due(const sb_thread *thread) {
  return sb_level() == SB_FULL || SB_GET(thread->ring->head) >= thread->next_anchor;
}
// Reads the clock, and decides when it will be read again. Cold when it matters.
uint64_t sb_anchor(sb_thread *thread);
