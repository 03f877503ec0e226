#include "CSignalbox.h"
#include <sched.h>

// A head with its one argument.
static void write_with_site(sb_thread *thread, uint64_t time, uint64_t what, uint64_t site, uint32_t depth) {
  // A thread is mostly at the same two sites, where it takes and where it lets go.
  if (__builtin_expect(site != thread->noted[0] && site != thread->noted[1], 0)) {
    sb_site_note(site);
    thread->noted[1] = thread->noted[0];
    thread->noted[0] = site;
  }
  sb_argument argument = {site, depth};
  sb_ring_write(thread, time, what, &argument, 1);
}

static void begin(sb_slot *slot, sb_thread *thread, uint64_t turn, uint32_t depth, uint64_t site) {
  uint64_t now = sb_anchor(thread);
  SB_SET_TO(slot->since, now, __ATOMIC_RELEASE);
  SB_SET_TO(slot->site, site, __ATOMIC_RELEASE);
  SB_SET_TO(slot->turn, turn | SB_TIMED, __ATOMIC_RELEASE);
  if (!sb_is_recording()) return;
  write_with_site(thread, now, sb_head_word(turn >> SB_SEQUENCE_SHIFT, SB_ACQUIRED, slot->id), site, depth);
}
void sb_turn_begin_looking(sb_slot *slot, sb_thread *thread, uint64_t turn, uint64_t site) {
  if (sb_is_due(thread)) {
    begin(slot, thread, turn, 1, site);
    return;
  }
  sb_store_pair(&slot->since, 0, site);
  SB_SET_TO(slot->turn, turn, __ATOMIC_RELEASE);
  sb_ring_write_one(thread, 0, sb_head_word(turn >> SB_SEQUENCE_SHIFT, SB_LOCK_TAKEN, slot->id));
}
void sb_turn_open(sb_slot *slot, sb_thread *thread, uint32_t depth, uint64_t site) {
  if (sb_is_telling())
    begin(slot, thread, sb_turn_next(slot) | thread->take, depth, site);
  else
    sb_turn_forget(slot);
}

static uint64_t end_word(const sb_slot *slot, uint64_t turn) {
  return sb_head_word((turn >> SB_SEQUENCE_SHIFT) + 1, SB_RELEASING, slot->id);
}
bool sb_lock_leave_timed(sb_slot *slot, sb_thread *thread, uint64_t turn, uint64_t site) {
  uint64_t what = end_word(slot, turn), now = sb_ticks();
  if (!sb_swap(slot, thread->take, 0, __ATOMIC_RELEASE)) return false;
  write_with_site(thread, now, what, site, 1);
  return true;
}
// Of the word's owner; taken when nobody looked, it is known from now on whose it is, and not since when.
static uint64_t known_turn(sb_slot *slot) {
  uint64_t turn = SB_GET(slot->turn), word = SB_GET(slot->word);
  if (!sb_is_unseen(word, turn)) return turn;
  SB_SET_TO(slot->since, 0, __ATOMIC_RELEASE);
  return (turn & ~SB_LOW) + SB_STEP + (word & SB_LOW & ~SB_WAKE);
}
void sb_turn_settle(sb_slot *slot) {
  // After a fork that thread may not exist.
  const uint64_t most = 100 * 1000 * 1000;
  uint64_t until = 0;
  while (sb_is_telling()) {
    uint64_t turn = SB_GET(slot->turn);
    if ((turn & SB_LOW) == SB_FORGOTTEN || !sb_is_unseen(sb_word(slot), turn)) return;
    uint64_t now = sb_now();
    if (until == 0) until = now + most;
    if (now > until) return;
    sched_yield();
  }
}
void sb_turn_close(sb_slot *slot, sb_thread *thread, uint32_t depth, uint64_t site) {
  if (!sb_is_recording()) return;
  uint64_t turn = known_turn(slot);
  SB_SET_TO(slot->turn, turn, __ATOMIC_RELEASE);
  write_with_site(thread, sb_ticks(), end_word(slot, turn), site, depth);
}

uint64_t sb_turn_hand_over(sb_slot *slot, uint32_t thread, uint64_t now) {
  if (!sb_is_telling()) {
    sb_turn_forget(slot);
    return 0;
  }
  uint64_t turn = sb_turn_next(slot);
  SB_SET_TO(slot->since, now, __ATOMIC_RELEASE);
  SB_SET_TO(slot->turn, turn | sb_take_of(thread) | SB_TIMED, __ATOMIC_RELEASE);
  return turn >> SB_SEQUENCE_SHIFT | 1u << 24;
}
uint64_t sb_turn_step(sb_slot *slot) {
  if (!sb_is_telling()) return 0;
  uint64_t turn = known_turn(slot) + SB_STEP;
  SB_SET_TO(slot->turn, turn, __ATOMIC_RELEASE);
  return turn >> SB_SEQUENCE_SHIFT;
}

bool sb_lock_take(sb_slot *slot, sb_thread *thread, uint64_t site) {
  if (!sb_swap(slot, 0, thread->take, __ATOMIC_ACQUIRE)) return false;
  sb_turn_taken(slot, thread, sb_level(), site);
  return true;
}
bool sb_lock_spin(sb_slot *slot, sb_thread *thread, uint64_t site) {
  for (int i = 0; i < 10; i++) {
    for (int k = 0; k < 1 << (i < 3 ? i : 3); k++) sb_pause();
    if (SB_GET(slot->word) == 0 && sb_lock_take(slot, thread, site)) return true;
  }
  return false;
}

void sb_nested(sb_slot *slot, sb_thread *thread, uint32_t kind, uint32_t depth, uint64_t site) {
  uint64_t number = sb_turn_step(slot);
  if (!sb_is_recording()) return;
  uint64_t time = sb_is_due(thread) ? sb_anchor(thread) : 0;
  write_with_site(thread, time, sb_head_word(number, kind, slot->id), site, depth);
}

void sb_permit_looking(sb_slot *slot, sb_thread *thread, uint32_t kind, uint64_t sequence, uint64_t site) {
  if (!sb_is_due(thread)) {
    sb_ring_write_one(thread, 0, sb_head_word(sequence, kind, slot->id));
    return;
  }
  uint32_t told = kind == SB_PERMIT_TAKEN ? SB_ACQUIRED : SB_RELEASING;
  write_with_site(thread, sb_anchor(thread), sb_head_word(sequence, told, slot->id), site, 0);
}

void sb_passed_looking(sb_slot *slot, sb_thread *thread, uint64_t sequence) {
  uint64_t time = sb_is_due(thread) ? sb_anchor(thread) : 0;
  sb_ring_write_one(thread, time, sb_head_word(sequence, SB_SEEN | SB_PASSED, slot->id));
}
