// How much is recorded, and whether threads are held: one word, which every operation looks at first.
#pragma once
#include "sb_layout.h"

#define SB_OFF 0u    // the words are kept, nobody looks
#define SB_STATE 1u  // the slots are true, nothing is recorded
#define SB_AUTO 2u   // every event, in exact order; timed while a thread is slow, one pair in up to 64 while it is hot
#define SB_FULL 3u   // every event timed
#define SB_LEVEL 3u
#define SB_HOLDING 4u  // the person holds the threads

extern uint32_t sb_control;
static inline uint32_t sb_control_word(void) { return __atomic_load_n(&sb_control, __ATOMIC_RELAXED); }
static inline uint32_t sb_level(void) { return sb_control_word() & SB_LEVEL; }
static inline bool sb_is_recording(void) { return sb_level() >= SB_AUTO; }
static inline bool sb_is_telling(void) { return sb_level() != SB_OFF; }
// Acquire: whoever sees that threads are held sees who holds them.
static inline bool sb_is_holding(void) {
  return __builtin_expect((__atomic_load_n(&sb_control, __ATOMIC_ACQUIRE) & SB_HOLDING) != 0, 0);
}
void sb_set_holding(bool on);
void sb_set_level(uint32_t level);
