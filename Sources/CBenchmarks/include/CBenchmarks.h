// What the benchmarks need of the machine and Swift's module of the C library does not show.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// ---- where a thread runs: for the calling thread, and whatever it starts -------------------------

// Keeps it on the n-th of the processors that the process began with. False: there are not so many, or it may not.
bool cb_stay_on(int n);
// Lets it run on all of them again.
void cb_go_anywhere(void);

// ---- clocks --------------------------------------------------------------------------------------

uint64_t cb_now(void);         // CLOCK_MONOTONIC, ns
void cb_trim_heap(void);        // what is free goes back to the system
uint64_t cb_thread_cpu(void);  // what the calling thread has cost, user and system, ns

// The processor's own counter; 0 where there is none that a program may read.
static inline uint64_t cb_counter(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return 0;
#endif
}

// ---- work ----------------------------------------------------------------------------------------

// So many steps of which each needs the one before, from `state` on: one or two ns each, and no memory is touched. Out
// of line, so that it is the same code in every loop.
uint64_t cb_work(uint64_t state, uint64_t steps);

// ---- other processes -------------------------------------------------------------------------------

// A terminal of that size. Gives its master side, or -1; `name` is that of the other side.
int cb_open_terminal(int columns, int rows, char *name, size_t room);

// Starts a program, looked up in PATH, as a session of its own. What it writes to its descriptor 3 is read from
// `answers`; if there is a terminal's name, that is its standard input and output. Gives its number, or -1.
pid_t cb_start(const char *const *arguments, const char *terminal, int *answers);
// Waits for its end. Its exit status, or 128 and the signal.
int cb_end(pid_t process);
