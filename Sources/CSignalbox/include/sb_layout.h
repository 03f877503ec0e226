// The mapping, as every process that looks at it sees it. Little-endian, 64-bit; all places are offsets from its
// beginning.
//
//   header | clock | journal | texts | sites | threads | primitives | rings
//
// Each part has room for a fixed number of records. Only what is used has memory behind it.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define SB_MAGIC 0x31584f424c4e4753ull  // "SGNLBOX1"
#define SB_VERSION 1u

// One page. Counts only grow, and are stored (release) after what they count.
typedef struct {
  uint64_t magic;  // stored last (release): what stands here is whole
  uint32_t version;
  int32_t pid;
  uint64_t started;  // when the process began, as /proc/PID/stat says: its number may be given to another. 0 as long as
                     // the mapping has no name
  uint64_t size;     // of the file, if all of it were used
  uint32_t level;    // as sb_control says; for those who cannot see that
  uint32_t epoch;    // how often the level has changed
  uint32_t clock_source;  // SB_CLOCK_...
  uint32_t ring_events;   // a power of two
  uint64_t ring_stride;
  uint64_t began;  // ticks
  uint64_t real;   // CLOCK_REALTIME of `began`, ns
  uint64_t clock_at, journal_at, texts_at, sites_at, threads_at, primitives_at, rings_at;
  uint64_t clock_room, journal_room, texts_room, sites_room, threads_room, primitives_room;
  uint64_t clock_count;    // ever; the newest clock_room of them are there
  uint64_t journal_count;  // ever; the newest journal_room of them are there
  uint64_t texts_end;      // bytes
  uint64_t sites_count;
  uint64_t threads_count, primitives_count;  // entries that have been used at least once
  uint64_t unrecorded_threads;   // for want of room
  uint64_t unlisted_primitives;  // for want of room
  uint32_t control;  // SB_CONTROL_...: what viewers may do, through the socket beside the file
  uint32_t zero;
  char program[64];  // what the program is called, as far as there is room; ends with a zero
} sb_header;

#define SB_CONTROL_NONE 0u
#define SB_CONTROL_PRIMITIVES 1u
#define SB_CONTROL_ALL 2u

#define SB_CLOCK_MONOTONIC 0u  // ticks are the nanoseconds of CLOCK_MONOTONIC
#define SB_CLOCK_COUNTER 1u    // ticks are the processor's

// At this tick CLOCK_MONOTONIC said this.
typedef struct {
  uint64_t ticks, ns;
} sb_clock_pair;

// Who or what there is. In the journal as they came, and in the entry of whatever lives.
typedef struct {  // 64 bytes
  uint64_t number;  // its place in the journal, from 1; stored last (release), 0 while it is being written
  uint64_t time;    // ticks
  uint64_t site;
  uint32_t id;    // never used again
  uint32_t name;  // a text
  int64_t value;     // of a worker thread: its pool's id
  int64_t limit;     // below zero: none
  uint32_t related;  // a thread's parent; a condition's lock, a thread-kind's thread, a future's pool
  uint8_t type;      // SB_DECLARES_...
  uint8_t kind;      // a PrimitiveKind, or a thread's origin
  uint16_t zero;
  int32_t system_id;  // a thread's, as the kernel counts
  uint32_t zeros;
} sb_declaration;

#define SB_DECLARES_THREAD 1u
#define SB_DECLARES_PRIMITIVE 2u

// Texts: at each place a 32-bit length, then so many bytes of UTF-8, then zeros up to a multiple of 4. A text's number
// is its place divided by 4; 0 is the empty text, and 1 stands for every text there was no room for.
#define SB_NO_ROOM_TEXT 1u

typedef struct {
  uint64_t site;  // the word that stands in events and slots
  uint32_t file;  // a text
  uint32_t line;
} sb_site;

// ---- slots: what is true now -------------------------------------------------------------------
//
// A primitive's slot has two forms. What is behind an internal mutex keeps a version:
//   word   the version, odd while it is being written
//   turn   sequence:24 | owner:32 | 0:8
// Locks, semaphores and events keep their state itself in the word, as the operations change it:
//   lock       word   0:24         | owner:32      | 0:6 | WAKE | HELD     free is exactly 0
//              turn   sequence:24  | owner:32      | 0:6 | TIMED | HELD    of the last who took it; the holder's alone
//                                                               TIMED without HELD: taken when nobody looked
//              the number of the last change is the turn's, and one more when the word is free or another's than the
//              turn says (it was taken when nobody looked): the release's. At first the turn's is -1
//   semaphore  word   sequence:24  | value:38 (two's complement) | WAKE | 0
//   event      word   sequence:24  | 0:38                        | 0 | GREEN
typedef struct {  // 64 bytes
  uint64_t word;
  uint64_t turn;
  uint64_t since;  // ticks; of a lock: when it was taken, 0 if nobody looked at the clock
  uint64_t site;   // of the last acquisition
  uint32_t depth;
  uint32_t id;  // 0: nobody's
  uint32_t waiters;
  uint32_t kind;  // a PrimitiveKind
  int64_t value;  // as in the declaration, where the word does not say it
  int64_t limit;  // below zero: none
} sb_slot;

typedef struct {  // 64 bytes
  uint64_t version;  // odd while it is being written
  uint32_t state;    // a ThreadSnapshot.State, the operation in bits 8 to 15, and UNTIL
  uint32_t primitive;
  uint64_t since;  // ticks
  uint64_t site;
  uint32_t id;  // 0: nobody's
  uint32_t zero;
  uint64_t zeros[3];
} sb_thread_slot;

typedef struct {  // 128 bytes
  sb_declaration declaration;
  sb_thread_slot slot;
} sb_thread_entry;

typedef struct {  // 128 bytes
  sb_declaration declaration;
  sb_slot slot;
} sb_primitive_entry;

#define SB_UNTIL (1u << 16)  // a thread's state: its wait has a deadline
#define SB_HELD 1ull   // a lock's word and turn: somebody has it
#define SB_GREEN 1ull   // an event's word: the light is green
#define SB_WAKE 2ull   // whoever changes the word next must look at the line
#define SB_TIMED 2ull  // a lock's turn: it was timed when it was taken, so its release is
#define SB_OWNER_SHIFT 8
#define SB_SEQUENCE_SHIFT 40
#define SB_STEP (1ull << SB_SEQUENCE_SHIFT)  // one change
#define SB_LOW (SB_STEP - 1)                 // everything below the sequence
#define SB_VALUE_SHIFT 2
#define SB_ONE_PERMIT (1ull << SB_VALUE_SHIFT)
#define SB_VALUE_MASK (SB_LOW & ~3ull)

// ---- rings: what has happened ------------------------------------------------------------------

// One event is a head and up to three arguments, written in one go:
//   head      ticks, or 0: not timed        | sequence:24 | SEEN:1 kind:7 | primitive:32
//   argument  a 64-bit argument             | 0:24        | SB_ARGUMENT:8 | a 32-bit argument
// SEEN: it is no change, but was written when `sequence` was the newest.
typedef struct {
  uint64_t time, what;
} sb_event;

#define SB_SEEN 0x80u
#define SB_ARGUMENT 127u  // kind of what follows a head
#define SB_THREAD 126u    // a head: from here on the ring is this thread's
#define SB_KIND_SHIFT 32

#define SB_BLOCKING 1u
#define SB_ACQUIRED 5u
#define SB_RELEASING 6u
#define SB_PASSED 8u
#define SB_LOCK_TAKEN 43u      // acquired, one permit, depth 1, no site: a head alone
#define SB_LOCK_RELEASED 44u   // releasing, the same
#define SB_PERMIT_TAKEN 45u    // acquired, one permit, depth 0, no site
#define SB_PERMIT_RELEASED 46u // releasing, the same

// A page, then the events. `head` counts for ever, so a reader that knows its own position knows exactly how many it
// missed. `reserve` runs ahead of `head`: events at or beyond reserve - ring_events may be written to at any moment.
typedef struct {
  uint64_t pad0[6];
  uint64_t mask, head;  // in the second half of their line; see sb_thread
  uint64_t pad1[7];
  uint64_t reserve;
  uint64_t owner_since;  // the head at which its thread took it over
  uint32_t owner;
  uint32_t zero;
} sb_ring;
#define SB_RING_HEADER 4096u
#define SB_BLOCK 256u
