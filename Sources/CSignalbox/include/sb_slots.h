// Writing slots. One writer at a time (a primitive's: whoever has its internal mutex; a thread's: the thread), any
// number of readers, who try again when they catch it half written. What is behind a version is in sb_view.h to read.
#pragma once
#include "sb_thread.h"

// The fence keeps the fields behind the odd version: a reader that sees a new field sees that somebody writes. It is
// odd already where a fork has copied a slot that was half written.
static inline void sb_version_open(uint64_t *version) {
  SB_SET(*version, SB_GET(*version) | 1);
  __atomic_thread_fence(__ATOMIC_RELEASE);
}
static inline void sb_version_close(uint64_t *version) {
  __atomic_store_n(version, SB_GET(*version) + 1, __ATOMIC_RELEASE);
}

// Of what is behind an internal mutex.
static inline void sb_slot_publish(sb_slot *slot, uint64_t sequence, uint32_t owner, uint32_t depth, uint64_t since,
                                   int64_t value, int64_t limit, uint32_t waiters, uint64_t site) {
  sb_version_open(&slot->word);
  SB_SET(slot->turn, sequence << SB_SEQUENCE_SHIFT | (uint64_t)owner << SB_OWNER_SHIFT);
  SB_SET(slot->depth, depth);
  SB_SET(slot->since, since);
  SB_SET(slot->value, value);
  SB_SET(slot->limit, limit);
  SB_SET(slot->waiters, waiters);
  SB_SET(slot->site, site);
  sb_version_close(&slot->word);
}
static inline void sb_thread_publish(sb_thread_slot *slot, uint32_t state, uint32_t primitive, uint64_t since,
                                     uint64_t site) {
  sb_version_open(&slot->version);
  SB_SET(slot->state, state);
  SB_SET(slot->primitive, primitive);
  SB_SET(slot->since, since);
  SB_SET(slot->site, site);
  sb_version_close(&slot->version);
}
// An entry gets a new primitive. Its number last: a reader that sees it sees the rest.
static inline void sb_slot_begin(sb_slot *slot, uint32_t id, uint32_t kind, uint64_t word, uint64_t turn,
                                 int64_t value, int64_t limit) {
  SB_SET(slot->word, word);
  SB_SET(slot->turn, turn);
  SB_SET(slot->since, 0);
  SB_SET(slot->site, 0);
  SB_SET(slot->depth, 0);
  SB_SET(slot->waiters, 0);
  SB_SET(slot->kind, kind);
  SB_SET(slot->value, value);
  SB_SET(slot->limit, limit);
  __atomic_store_n(&slot->id, id, __ATOMIC_RELEASE);
}
