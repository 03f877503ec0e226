// What the fast paths of locks, semaphores and events have in common.
#pragma once
#include "sb_ring.h"
#include "sb_slots.h"

// Without it the compiler finds some of these too long to be worth it, and a call costs a sixth of the pair.
#define SB_HOT __attribute__((always_inline)) static inline

static inline bool sb_swap(sb_slot *slot, uint64_t from, uint64_t to, int order) {
  return __atomic_compare_exchange_n(&slot->word, &from, to, false, order, __ATOMIC_RELAXED);
}
// The thread, if it may go the fast way: it has a record, and nobody is held.
static inline sb_thread *sb_fast_thread(uint32_t control) {
  return __builtin_expect((control & SB_HOLDING) != 0, 0) ? (sb_thread *)0 : sb_current();
}

// ---- for the slow path ---------------------------------------------------------------------------

// What others did before they changed the word has happened, and what this thread has done happens before who sees its
// change.
static inline uint64_t sb_word(const sb_slot *slot) { return __atomic_load_n(&slot->word, __ATOMIC_ACQUIRE); }
static inline bool sb_change(sb_slot *slot, uint64_t from, uint64_t to) {
  return sb_swap(slot, from, to, __ATOMIC_ACQ_REL);
}
static inline void sb_set_waiters(sb_slot *slot, uint32_t count) { SB_SET(slot->waiters, count); }
static inline void sb_set_value(sb_slot *slot, int64_t value) { SB_SET(slot->value, value); }
static inline int64_t sb_get_value(const sb_slot *slot) { return SB_GET(slot->value); }
static inline void sb_set_limit(sb_slot *slot, int64_t limit) { SB_SET(slot->limit, limit); }
static inline void sb_set_site(sb_slot *slot, uint64_t site) { SB_SET(slot->site, site); }
