#define _GNU_SOURCE
#include "sb_tables.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

uint32_t sb_clock_source = SB_CLOCK_MONOTONIC;
uint64_t sb_ticks_per_ms = 1000000;

// Ticks: from then on a pair is due. Until there is a table none is.
uint64_t sb_clock_due = UINT64_MAX;
static sb_clock_pair first;

static uint64_t nanoseconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
uint64_t sb_now(void) { return nanoseconds(CLOCK_MONOTONIC); }

// ---- the two clocks at one moment ----------------------------------------------------------------

// CLOCK_MONOTONIC is read between two looks at the counter, so it was read at the middle, give or take half their
// distance. Of several such the closest: in the others the thread was interrupted.
sb_clock_pair sb_clock_pair_now(void) {
  sb_clock_pair best = {0, 0};
  if (sb_clock_source != SB_CLOCK_COUNTER) {
    best.ticks = best.ns = sb_now();
    return best;
  }
  uint64_t closest = UINT64_MAX;
  for (int i = 0; i < 5; i++) {
    uint64_t before = sb_counter(), ns = sb_now(), apart = sb_counter() - before;
    if (apart >= closest) continue;
    closest = apart;
    best = (sb_clock_pair){before + apart / 2, ns};
  }
  return best;
}

// ---- which clock ---------------------------------------------------------------------------------

static bool kernel_trusts(const char *name) {
  char text[32] = "";
  int file = open("/sys/devices/system/clocksource/clocksource0/current_clocksource", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  return length > 0 && strncmp(text, name, strlen(name)) == 0 && text[strlen(name)] == '\n';
}
static bool counter_is_steady(void) {
#if defined(__x86_64__)
  unsigned a, b, c, d;
  return kernel_trusts("tsc") && __get_cpuid(0x80000007, &a, &b, &c, &d) && (d & 1 << 8) != 0;
#elif defined(__aarch64__)
  return kernel_trusts("arch_sys_counter");
#else
  return false;
#endif
}

// Roughly is enough: 30 ns in 20 µs is 1 in 700. Times that are shown come from the table.
static uint64_t measured_ticks_per_ms(void) {
#if defined(__aarch64__)
  uint64_t hertz;
  __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hertz));
  return hertz / 1000;
#else
  sb_clock_pair now;
  do now = sb_clock_pair_now();
  while (now.ns - first.ns < 20000);
  return (now.ticks - first.ticks) * 1000000 / (now.ns - first.ns);
#endif
}

void sb_clock_settle(void) {
  const char *forced = getenv("SIGNALBOX_CLOCK");
  if (forced && strcmp(forced, "monotonic") == 0) return;
  if (!counter_is_steady()) return;
  sb_clock_source = SB_CLOCK_COUNTER;
  first = sb_clock_pair_now();
}
// What comes between costs no time of its own.
void sb_clock_measure(void) {
  if (sb_clock_source == SB_CLOCK_COUNTER) sb_ticks_per_ms = measured_ticks_per_ms();
}

// ---- the table -----------------------------------------------------------------------------------

// At first after a tenth of a millisecond, then after twice the time, then every second: whoever comes early can
// already tell the rate, from two pairs that are as far apart as what it looks at.
static void append(sb_clock_pair pair) {
  uint64_t count = SB_GET(sb_mapping->clock_count), since = pair.ticks - SB_GET(sb_mapping->began);
  sb_clock_pair *to = (sb_clock_pair *)sb_part_place(&sb_parts[SB_CLOCK], 0) + count % sb_mapping->clock_room;
  SB_SET(to->ticks, pair.ticks);
  SB_SET(to->ns, pair.ns);
  __atomic_store_n(&sb_mapping->clock_count, count + 1, __ATOMIC_RELEASE);
  uint64_t least = sb_ticks_per_ms / 10, second = 1000 * sb_ticks_per_ms;
  SB_SET(sb_clock_due, pair.ticks + (since < least ? least : since < second ? since : second));
}

void sb_clock_begin(void) {
  sb_clock_pair pair = sb_clock_pair_now();
  SB_SET(sb_mapping->began, pair.ticks);
  SB_SET(sb_mapping->real, nanoseconds(CLOCK_REALTIME));
  SB_SET(sb_mapping->clock_count, 0);
  append(pair);
}

// Whoever comes while somebody is at the tables leaves it to the next: it looks often enough.
void sb_clock_add(void) {
  if (!sb_tables_try_lock()) return;
  sb_clock_pair pair = sb_clock_pair_now();
  if (pair.ticks >= SB_GET(sb_clock_due)) append(pair);
  sb_tables_unlock();
}
