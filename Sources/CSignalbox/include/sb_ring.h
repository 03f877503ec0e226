// A ring of one thread's events. One writer, any number of readers; the oldest are overwritten.
#pragma once
#include <stdbool.h>
#include <stdint.h>

// One event is a head slot and up to three arguments, written in one go:
//   head      time                          | sequence:24 | kind:8        | primitive:32
//   argument  a 64-bit argument             | 0:24        | SB_ARGUMENT:8 | a 32-bit argument
typedef struct {
  uint64_t time, what;
} sb_slot;

#define SB_ARGUMENT 255u  // kind of the slots that follow a head
#define SB_THREAD 254u    // a head: from here on the ring is this thread's
#define SB_RING_SLOTS 16384u
#define SB_BLOCK 64u

// `head` counts for ever, so a reader that knows its own position knows exactly how many slots it missed.
// `reserve` runs ahead of `head`: slots at or beyond reserve - SB_RING_SLOTS may be written to at any moment.
typedef struct sb_ring {
  uint64_t head;
  uint64_t pad0[7];
  uint64_t reserve;
  uint64_t pad1[7];
  uint64_t owner_since;  // the head at which its thread took it over
  uint32_t owner;
  uint32_t in_use;
  sb_slot slots[SB_RING_SLOTS];
} sb_ring;

typedef struct {
  uint64_t a;
  uint32_t b;
} sb_argument;

static inline uint64_t sb_head_word(uint64_t sequence, uint32_t kind, uint32_t primitive) {
  return sequence << 40 | (uint64_t)kind << 32 | primitive;
}

// Writes an event of `1 + count` slots. The reservation is stored before the first slot, so a reader that has copied a
// slot and then still finds it unreserved has copied what was there before; the head is released after the last slot, so a
// reader that acquires it sees the whole event.
static inline void sb_ring_write(sb_ring *ring, uint64_t time, uint64_t what, const sb_argument *arguments,
                                 uint32_t count) {
  uint64_t head = __atomic_load_n(&ring->head, __ATOMIC_RELAXED), end = head + 1 + count;
  if (end > __atomic_load_n(&ring->reserve, __ATOMIC_RELAXED)) {
    __atomic_store_n(&ring->reserve, end + SB_BLOCK, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_RELEASE);
  }
  sb_slot *slot = &ring->slots[head % SB_RING_SLOTS];
  __atomic_store_n(&slot->time, time, __ATOMIC_RELAXED);
  __atomic_store_n(&slot->what, what, __ATOMIC_RELAXED);
  for (uint32_t i = 0; i < count; i++) {
    slot = &ring->slots[(head + 1 + i) % SB_RING_SLOTS];
    __atomic_store_n(&slot->time, arguments[i].a, __ATOMIC_RELAXED);
    __atomic_store_n(&slot->what, sb_head_word(0, SB_ARGUMENT, arguments[i].b), __ATOMIC_RELAXED);
  }
  __atomic_store_n(&ring->head, end, __ATOMIC_RELEASE);
}

// A ring nobody writes to any more, or a new one; NULL when there is no memory. Rings are never freed, so a reader may keep
// the address.
sb_ring *sb_ring_claim(uint32_t thread, uint64_t time);
void sb_ring_leave(sb_ring *ring);

// All rings there are, by number; they only become more.
uint32_t sb_ring_count(void);
sb_ring *sb_ring_at(uint32_t index);
uint64_t sb_ring_head(const sb_ring *ring);

// Copies the slots from `position` up to `end`, a head that was read before, so that no event is cut. Slots that were
// overwritten, before or while they were copied, are left out and counted in `lost`; `position` moves to `end`. What is
// copied is what was written. `out` has room for all of them, or for SB_RING_SLOTS if they are more.
uint64_t sb_ring_read(const sb_ring *ring, uint64_t *position, uint64_t end, uint64_t *lost, sb_slot *out);
// Whose ring it is, and since which slot.
uint32_t sb_ring_owner(const sb_ring *ring, uint64_t *since);
