// Two clocks. Ticks are what events carry: the processor's counter where the kernel trusts it, else nanoseconds.
// Deadlines and the arguments of events that say a time are nanoseconds of CLOCK_MONOTONIC.
#pragma once
#include "sb_layout.h"

uint64_t sb_now(void);    // CLOCK_MONOTONIC, ns
extern uint32_t sb_clock_source;  // SB_CLOCK_...; settled by sb_start

// About 20 ns. Not kept in order with other instructions: that would cost as much again, and the order of what happens
// is kept by numbers.
static inline uint64_t sb_counter(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return sb_now();
#endif
}
static inline uint64_t sb_ticks(void) {
  return __builtin_expect(sb_clock_source == SB_CLOCK_COUNTER, 1) ? sb_counter() : sb_now();
}

// Adds a pair to the mapping's clock table if the last is older than a second: those who look at the clock now and then
// say what it said.
extern uint64_t sb_clock_due;
void sb_clock_add(void);
static inline void sb_clock_keep(uint64_t ticks) {
  if (__builtin_expect(ticks >= __atomic_load_n(&sb_clock_due, __ATOMIC_RELAXED), 0)) sb_clock_add();
}
extern uint64_t sb_ticks_per_ms;      // roughly: for patience and pace, not for times that are shown
// A waiter that has waited so many ticks is served directly: 1 ms.
static inline uint64_t sb_patience(void) { return sb_ticks_per_ms; }
// The two clocks at one moment, as exactly as can be: within some 30 ns.
sb_clock_pair sb_clock_pair_now(void);
