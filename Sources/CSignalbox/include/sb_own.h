// What readers ask of this process itself. As functions, since Swift takes no variable that somebody may write to.
#pragma once
#include "sb_clock.h"
#include "sb_mapping.h"
#include "sb_view.h"

// This process's own mapping, which is made if there is none yet.
static inline sb_view sb_view_own(void) {
  sb_start();
  return (sb_view){.base = sb_mapping, .file = -1, .size = sb_mapping->size};
}
static inline uint32_t sb_own_clock_source(void) {
  sb_start();
  return sb_clock_source;
}
static inline uint64_t sb_own_ticks_per_ms(void) {
  sb_start();
  return sb_ticks_per_ms;
}
