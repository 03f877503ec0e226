// What is true now, one slot a primitive and one a thread. One writer at a time (a primitive's: whoever has its internal
// mutex; a thread's: the thread), any number of readers, who try again when they catch it half written.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct {  // 64 bytes
  uint64_t version;  // odd: being written
  uint64_t sequence;
  uint32_t owner, depth;
  uint64_t since;
  int64_t value, limit;
  uint64_t waiters;
  uint64_t site;
} sb_primitive_slot;

typedef struct {
  uint64_t version;
  uint32_t state, primitive;
  uint64_t since;
  uint64_t site;
} sb_thread_slot;

#define SB_SET(field, value) __atomic_store_n(&(field), (value), __ATOMIC_RELAXED)
#define SB_GET(field) __atomic_load_n(&(field), __ATOMIC_RELAXED)

// The fence keeps the fields behind the odd version: a reader that sees a new field sees that somebody writes.
static inline void sb_slot_open(uint64_t *version) {
  SB_SET(*version, SB_GET(*version) + 1);
  __atomic_thread_fence(__ATOMIC_RELEASE);
}
static inline void sb_slot_close(uint64_t *version) {
  __atomic_store_n(version, SB_GET(*version) + 1, __ATOMIC_RELEASE);
}

static inline void sb_primitive_publish(sb_primitive_slot *slot, sb_primitive_slot now) {
  sb_slot_open(&slot->version);
  SB_SET(slot->sequence, now.sequence);
  SB_SET(slot->owner, now.owner);
  SB_SET(slot->depth, now.depth);
  SB_SET(slot->since, now.since);
  SB_SET(slot->value, now.value);
  SB_SET(slot->limit, now.limit);
  SB_SET(slot->waiters, now.waiters);
  SB_SET(slot->site, now.site);
  sb_slot_close(&slot->version);
}
static inline void sb_thread_publish(sb_thread_slot *slot, uint32_t state, uint32_t primitive, uint64_t since,
                                     uint64_t site) {
  sb_slot_open(&slot->version);
  SB_SET(slot->state, state);
  SB_SET(slot->primitive, primitive);
  SB_SET(slot->since, since);
  SB_SET(slot->site, site);
  sb_slot_close(&slot->version);
}
static inline sb_primitive_slot sb_primitive_read(const sb_primitive_slot *slot) {
  for (;;) {
    uint64_t version = __atomic_load_n(&slot->version, __ATOMIC_ACQUIRE);
    sb_primitive_slot copy = {version,           SB_GET(slot->sequence), SB_GET(slot->owner), SB_GET(slot->depth),
                              SB_GET(slot->since), SB_GET(slot->value),    SB_GET(slot->limit), SB_GET(slot->waiters),
                              SB_GET(slot->site)};
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    if (!(version & 1) && SB_GET(slot->version) == version) return copy;
  }
}
static inline sb_thread_slot sb_thread_read(const sb_thread_slot *slot) {
  for (;;) {
    uint64_t version = __atomic_load_n(&slot->version, __ATOMIC_ACQUIRE);
    sb_thread_slot copy = {version, SB_GET(slot->state), SB_GET(slot->primitive), SB_GET(slot->since),
                           SB_GET(slot->site)};
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    if (!(version & 1) && SB_GET(slot->version) == version) return copy;
  }
}
