#include "sb_tables.h"

uint32_t sb_control = SB_AUTO;

void sb_level_begin(void) { SB_SET(sb_mapping->level, sb_level()); }

void sb_set_level(uint32_t level) {
  sb_start();
  sb_tables_lock();
  uint32_t old = sb_level();
  if (old != level) {
    // Exclusive or, since the rest of the word is others'.
    __atomic_fetch_xor(&sb_control, old ^ level, __ATOMIC_RELEASE);
    SB_SET(sb_mapping->level, level);
    // Release: whoever sees that it has changed sees to what.
    __atomic_store_n(&sb_mapping->epoch, sb_mapping->epoch + 1, __ATOMIC_RELEASE);
  }
  sb_tables_unlock();
}

// Release: whoever sees that threads are held sees who holds them.
void sb_set_holding(bool on) {
  if (on)
    __atomic_fetch_or(&sb_control, SB_HOLDING, __ATOMIC_RELEASE);
  else
    __atomic_fetch_and(&sb_control, ~SB_HOLDING, __ATOMIC_RELEASE);
}

// The thread that would let the others go is the parent's.
void sb_level_forget(void) { SB_SET(sb_control, SB_OFF); }
