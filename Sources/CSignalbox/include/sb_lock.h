// What runs when a lock or a recursive lock does not have to wait: one atomic instruction on the word in its slot, and
// the record of it. Everything else is the slow path, which is Swift, under the primitive's mutex.
//
// A lock's word is never loaded before it is changed: a load that follows a locked instruction on the same word costs a
// third of the pair. The expected value is always known: 0 to take it, this thread's own word to let go. What the word
// does not say is the turn's, which the holder alone writes, so with plain stores.
#pragma once
#include "sb_fast.h"

// ---- the turn ----------------------------------------------------------------------------------

// Cold: with a look at the clock, if it is due, and with the site.
void sb_turn_begin_looking(sb_slot *slot, sb_thread *thread, uint64_t turn, uint64_t site);
// An event that has no place in the turn: timed when it is due, with its site and depth.
void sb_nested(sb_slot *slot, sb_thread *thread, uint32_t kind, uint32_t depth, uint64_t site);

// The holder opens its turn: its name, and the number after that of the last release. The release takes the next one,
// so it need not be stored.
static inline uint64_t sb_turn_next(const sb_slot *slot) { return (SB_GET(slot->turn) | SB_LOW) + 1 + SB_STEP; }

// The turn is released after what belongs to it, so that a reader who sees something newer and then looks at the turn
// again finds that it has changed.
SB_HOT void sb_turn_begin(sb_slot *slot, sb_thread *thread, uint32_t level, uint64_t site) {
  uint64_t turn = sb_turn_next(slot) | thread->take;
  sb_ring *ring = thread->ring;
  uint64_t head = SB_GET(ring->head);
  if (__builtin_expect(level == SB_AUTO, 1)) {
    if (sb_has_to_look(thread, head)) {
      sb_turn_begin_looking(slot, thread, turn, site);
      return;
    }
    sb_store_pair(&slot->since, 0, site);
    SB_SET_TO(slot->turn, turn, __ATOMIC_RELEASE);
    sb_ring_write_untimed(ring, head, sb_head_word(turn >> SB_SEQUENCE_SHIFT, SB_LOCK_TAKEN, slot->id));
  } else if (level == SB_STATE) {
    sb_store_pair(&slot->since, 0, site);
    SB_SET_TO(slot->turn, turn, __ATOMIC_RELEASE);
  } else {
    sb_turn_begin_looking(slot, thread, turn, site);
  }
}

// Taken when nobody looks: the turn is nobody's, so that an earlier hold of this thread is not taken for this one. Its
// number stays that of the last hold that was seen, and the release's is one more.
#define SB_FORGOTTEN SB_TIMED
static inline void sb_turn_forget(sb_slot *slot) {
  uint64_t turn = SB_GET(slot->turn);
  if (__builtin_expect((turn & SB_LOW) != SB_FORGOTTEN, 0))
    SB_SET_TO(slot->turn, (turn & ~SB_LOW) | SB_FORGOTTEN, __ATOMIC_RELEASE);
}
// `level` was read before the swap: to read it after a locked instruction would cost a fifth of the pair. So what is
// taken just when the level changes may still be as unseen as before, or be told though nothing is any more.
SB_HOT void sb_turn_taken(sb_slot *slot, sb_thread *thread, uint32_t level, uint64_t site) {
  if (__builtin_expect(level != SB_OFF, 1))
    sb_turn_begin(slot, thread, level, site);
  else
    sb_turn_forget(slot);
}

// ---- Lock --------------------------------------------------------------------------------------

// False: somebody has it, or the slow path has to look.
SB_HOT bool sb_lock_try(sb_slot *slot, uint64_t site) {
  uint32_t control = sb_control_word();
  sb_thread *thread = sb_fast_thread(control);
  // Acquire: what the last holder did in its section has happened.
  if (__builtin_expect(!thread || !sb_swap(slot, 0, thread->take, __ATOMIC_ACQUIRE), 0)) return false;
  sb_turn_taken(slot, thread, control & SB_LEVEL, site);
  return true;
}

// Stamped before, since a stamp after the release would often be later than the next holder's.
bool sb_lock_leave_timed(sb_slot *slot, sb_thread *thread, uint64_t turn, uint64_t site);

// False: nothing has been done; somebody waits, or it is not this thread's, or the slow path has to look. The swap
// decides who releases; what is written after it tells what it did, with the number that only the holder could have.
SB_HOT bool sb_lock_leave(sb_slot *slot, uint64_t site) {
  uint32_t control = sb_control_word();
  sb_thread *thread = sb_fast_thread(control);
  if (__builtin_expect(!thread, 0)) return false;
  // Release, here and below: what this thread did in its section happens before whoever takes it next.
  if (__builtin_expect((control & SB_LEVEL) < SB_AUTO, 0)) return sb_swap(slot, thread->take, 0, __ATOMIC_RELEASE);
  uint64_t turn = SB_GET(slot->turn);
  uint32_t id = slot->id;  // afterwards the next holder may have let it go
  if (__builtin_expect(((turn ^ thread->take) & SB_LOW) != 0, 0)) {
    if (((turn ^ thread->take) & SB_LOW & ~SB_TIMED) != 0) return false;  // taken when nobody looked, or another's
    return sb_lock_leave_timed(slot, thread, turn, site);
  }
  if (__builtin_expect(!sb_swap(slot, thread->take, 0, __ATOMIC_RELEASE), 0)) return false;
  sb_ring_write_one(thread, 0, sb_head_word((turn >> SB_SEQUENCE_SHIFT) + 1, SB_LOCK_RELEASED, id));
  return true;
}
static inline bool sb_lock_is_mine(const sb_slot *slot) {
  sb_thread *thread = sb_current();
  return thread && (SB_GET(slot->word) & ~SB_WAKE) == thread->take;
}

// ---- RecursiveLock: the owner counts in `depth`, from 0 ------------------------------------------

SB_HOT bool sb_recursive_try(sb_slot *slot, uint64_t site) {
  if (__builtin_expect(sb_lock_try(slot, site), 1)) return true;
  if (sb_is_holding() || !sb_lock_is_mine(slot)) return false;
  uint32_t depth = SB_GET(slot->depth) + 1;
  SB_SET(slot->depth, depth);
  sb_nested(slot, sb_current(), SB_ACQUIRED, depth + 1, site);
  return true;
}
SB_HOT bool sb_recursive_leave(sb_slot *slot, uint64_t site) {
  uint32_t depth = SB_GET(slot->depth);
  if (__builtin_expect(depth == 0, 1)) return sb_lock_leave(slot, site);
  if (sb_is_holding() || !sb_lock_is_mine(slot)) return false;
  sb_nested(slot, sb_current(), SB_RELEASING, depth + 1, site);
  SB_SET(slot->depth, depth - 1);
  return true;
}

// ---- for the slow path: without a look at whether threads are held ----------------------------------

static inline uint32_t sb_owner(uint64_t word) { return (uint32_t)(word >> SB_OWNER_SHIFT); }
static inline uint64_t sb_take_of(uint32_t thread) { return (uint64_t)thread << SB_OWNER_SHIFT | SB_HELD; }
static inline uint32_t sb_depth(const sb_slot *slot) { return SB_GET(slot->depth); }
static inline void sb_set_depth(sb_slot *slot, uint32_t depth) { SB_SET(slot->depth, depth); }
static inline uint64_t sb_turn(const sb_slot *slot) { return SB_GET(slot->turn); }
// Of a lock that is held: the turn is not its holder's, since it was taken when nobody looked.
static inline bool sb_is_unseen(uint64_t word, uint64_t turn) {
  return ((word ^ turn) & SB_LOW & ~(SB_WAKE | SB_TIMED)) != 0;
}
// The number of a lock's last change: the turn's, or, if that hold is over, the one after it.
static inline uint64_t sb_turn_number(const sb_slot *slot) {
  uint64_t word = sb_word(slot), turn = SB_GET(slot->turn), number = turn >> SB_SEQUENCE_SHIFT;
  return word == 0 || sb_is_unseen(word, turn) ? (number + 1) & 0xFFFFFF : number;
}
// The next: its holder does something that is neither taking nor letting go. 0 while nobody looks.
uint64_t sb_turn_step(sb_slot *slot);

// Takes the lock if it is free.
bool sb_lock_take(sb_slot *slot, sb_thread *thread, uint64_t site);
// The same, looking for about a microsecond: without it a loser sleeps for a hold that is long over before it could
// wake up.
bool sb_lock_spin(sb_slot *slot, sb_thread *thread, uint64_t site);
// The word is this thread's already: opens the turn, to that depth.
void sb_turn_open(sb_slot *slot, sb_thread *thread, uint32_t depth, uint64_t site);
// The word is another thread's, and nobody can change it: waits until that thread has opened its turn, which is the next
// thing it does. Some nanoseconds, or until it runs again.
void sb_turn_settle(sb_slot *slot);
// The word has been given up: the turn is nobody's, so that its holder's next is not taken for it. Whoever has taken the
// word since may have opened another.
static inline void sb_turn_end(sb_slot *slot, uint64_t turn) {
  __atomic_compare_exchange_n(&slot->turn, &turn, turn & ~SB_LOW, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
}
// Before the word is given up, from that depth.
void sb_turn_close(sb_slot *slot, sb_thread *thread, uint32_t depth, uint64_t site);
// The word has been handed over to that thread: opens its turn for it. Returns the number of the event that it will
// write, with a bit above it, or 0 while nobody looks: then it opens its turn itself when it can.
uint64_t sb_turn_hand_over(sb_slot *slot, uint32_t thread, uint64_t now);

static inline void sb_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  __asm__ volatile("yield");
#endif
}
