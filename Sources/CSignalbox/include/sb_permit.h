// What runs when a semaphore or an event does not have to wait.
#pragma once
#include "sb_fast.h"

// ---- semaphores: nobody holds them, so the number of the change is in the word ---------------------

static inline int64_t sb_value(uint64_t word) { return (int64_t)(word << 24) >> 26; }
static inline uint64_t sb_with_value(uint64_t word, int64_t value) {
  return (word & ~SB_VALUE_MASK) | (((uint64_t)value << SB_VALUE_SHIFT) & SB_VALUE_MASK);
}
void sb_permit_looking(sb_slot *slot, sb_thread *thread, uint32_t kind, uint64_t sequence, uint64_t site);

SB_HOT void sb_permit_record(sb_slot *slot, sb_thread *thread, uint32_t level, uint32_t kind, uint64_t word,
                                    uint64_t site) {
  if (__builtin_expect(level < SB_AUTO, 0)) return;
  uint64_t sequence = word >> SB_SEQUENCE_SHIFT;
  sb_ring *ring = thread->ring;
  uint64_t head = SB_GET(ring->head);
  if (__builtin_expect(level == SB_FULL, 0) || sb_has_to_look(thread, head))
    sb_permit_looking(slot, thread, kind, sequence, site);
  else
    sb_ring_write_untimed(ring, head, sb_head_word(sequence, kind, slot->id));
}
SB_HOT bool sb_permit_try(sb_slot *slot, uint64_t site) {
  uint32_t control = sb_control_word();
  sb_thread *thread = sb_fast_thread(control);
  if (__builtin_expect(!thread, 0)) return false;
  for (;;) {
    uint64_t old = SB_GET(slot->word);
    if (__builtin_expect((old & SB_WAKE) || sb_value(old) <= 0, 0)) return false;
    uint64_t new = sb_with_value(old + SB_STEP, sb_value(old) - 1);
    if (!sb_swap(slot, old, new, __ATOMIC_ACQUIRE)) continue;
    SB_SET(slot->site, site);
    sb_permit_record(slot, thread, control & SB_LEVEL, SB_PERMIT_TAKEN, new, site);
    return true;
  }
}
// `most`: what the value may not exceed where there is no limit.
SB_HOT bool sb_permit_leave(sb_slot *slot, int64_t most, uint64_t site) {
  uint32_t control = sb_control_word();
  sb_thread *thread = sb_fast_thread(control);
  if (__builtin_expect(!thread, 0)) return false;
  for (;;) {
    // Acquire: a resize sets WAKE, then the limit, then takes WAKE away, so a word without it comes with its limit, or
    // the swap fails.
    uint64_t old = __atomic_load_n(&slot->word, __ATOMIC_ACQUIRE);
    int64_t limit = SB_GET(slot->limit);
    if (__builtin_expect((old & SB_WAKE) || sb_value(old) >= (limit < 0 ? most : limit), 0)) return false;
    uint64_t new = sb_with_value(old + SB_STEP, sb_value(old) + 1);
    // Release: whoever takes the permit next comes after what this thread did with it.
    if (!sb_swap(slot, old, new, __ATOMIC_RELEASE)) continue;
    sb_permit_record(slot, thread, control & SB_LEVEL, SB_PERMIT_RELEASED, new, site);
    return true;
  }
}

// ---- Event: a wait at a green light only reads ----------------------------------------------------

void sb_passed_looking(sb_slot *slot, sb_thread *thread, uint64_t sequence);
SB_HOT bool sb_light_passes(sb_slot *slot) {
  uint32_t control = sb_control_word();
  sb_thread *thread = sb_current();
  // Acquire: what the setter did before has happened.
  uint64_t word = __atomic_load_n(&slot->word, __ATOMIC_ACQUIRE);
  if (__builtin_expect(!thread, 0)) return false;
  if (__builtin_expect(!(word & SB_GREEN), 0)) return false;
  uint64_t sequence = word >> SB_SEQUENCE_SHIFT;
  if (__builtin_expect(control == SB_AUTO, 1)) {
    sb_ring *ring = thread->ring;
    uint64_t head = SB_GET(ring->head);
    if (!sb_has_to_look(thread, head)) {
      sb_ring_write_untimed(ring, head, sb_head_word(sequence, SB_SEEN | SB_PASSED, slot->id));
      return true;
    }
  } else if (control & SB_HOLDING) {
    return false;
  } else if (control < SB_AUTO) {
    return true;
  }
  sb_passed_looking(slot, thread, sequence);
  return true;
}
