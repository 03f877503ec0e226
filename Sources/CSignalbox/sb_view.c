#define _GNU_SOURCE
#include "sb_tables.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ThreadSanitizer does not know fences, so there each load is what the fence makes of all of them.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SB_LOOK(field) __atomic_load_n(&(field), __ATOMIC_ACQUIRE)
#endif
#endif
#ifndef SB_LOOK
#define SB_LOOK(field) SB_GET(field)
#endif

// ---- one look ------------------------------------------------------------------------------------

static void copy_memory(const char *from, uint64_t length, char *to) {
  uint64_t i = 0;
  if ((uintptr_t)from % 8 == 0) {
    for (; i + 8 <= length; i += 8) {
      uint64_t word = SB_LOOK(*(const sb_shared_word *)(const void *)(from + i));
      memcpy(to + i, &word, 8);
    }
  }
  for (; i < length; i++) to[i] = SB_LOOK(from[i]);
}

static bool copy_file(int32_t file, uint64_t at, uint64_t length, char *to) {
  while (length > 0) {
    ssize_t count = pread(file, to, length, (off_t)at);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += (uint64_t)count;
    to += count;
    length -= (uint64_t)count;
  }
  return true;
}

bool sb_view_copy(const sb_view *view, uint64_t at, uint64_t length, void *out) {
  if (at + length < at || at + length > INT64_MAX) return false;
  if (!view->base) {
    if (!copy_file(view->file, at, length, out)) return false;
  } else {
    // Of one's own mapping only what has memory: the rest must not be touched.
    if (at + length > view->size) return false;
    if (view->base == sb_mapping && !sb_mapping_has_memory(at, length)) return false;
    copy_memory((const char *)view->base + at, length, out);
  }
  // Acquire: what the next call copies is read after this. The kernel's reading for a pread counts as this thread's.
  __atomic_thread_fence(__ATOMIC_ACQUIRE);
  return true;
}

// ---- a whole -------------------------------------------------------------------------------------

// Two equal copies, one after the other: in between all of it was there. Nothing here returns to an old value while
// somebody looks twice, except as a whole.
static bool is_still(const sb_view *view, uint64_t at, uint64_t length, const char *copy) {
  char again[512];
  for (uint64_t done = 0; done < length; done += sizeof again) {
    uint64_t piece = length - done < sizeof again ? length - done : sizeof again;
    if (!sb_view_copy(view, at + done, piece, again) || memcmp(again, copy + done, piece) != 0) return false;
  }
  return true;
}

bool sb_view_snapshot(const sb_view *view, uint64_t at, uint64_t length, int32_t version, void *out) {
  for (int tries = 0; tries < 300; tries++) {
    if (tries >= 100) sched_yield();  // it may be the writer that waits for this processor
    if (version < 0) {
      if (!sb_view_copy(view, at, length, out)) return false;
      if (is_still(view, at, length, out)) return true;
      continue;
    }
    // The version before, all of it, and the version after: one copy alone says nothing about what it copied first.
    uint64_t before, inside, after;
    if (!sb_view_copy(view, at + (uint64_t)version, 8, &before)) return false;
    if (before & 1) continue;
    if (!sb_view_copy(view, at, length, out) || !sb_view_copy(view, at + (uint64_t)version, 8, &after)) return false;
    memcpy(&inside, (const char *)out + version, 8);
    if (before == inside && before == after) return true;
  }
  return false;
}

// ---- what has happened -----------------------------------------------------------------------------

// More than any ring has, and few enough to count their bytes.
#define MOST_EVENTS (1ull << 40)

uint64_t sb_ring_read(const sb_view *view, uint64_t ring_at, uint64_t ring_events, uint64_t *position, uint64_t end,
                      uint64_t *lost, sb_event *out) {
  uint64_t from = *position, overwritten = 0;
  if (ring_events == 0 || ring_events > MOST_EVENTS) return UINT64_MAX;
  if (end <= from) {  // nothing new; or what pretends to be a ring goes backwards
    *position = end;
    return 0;
  }
  if (end - from > ring_events) {
    overwritten = end - from - ring_events;
    from = end - ring_events;
  }
  // From there to the end of the ring, and what goes on at its beginning.
  uint64_t count = end - from, place = from % ring_events, events_at = ring_at + SB_RING_HEADER;
  uint64_t straight = count < ring_events - place ? count : ring_events - place;
  uint64_t reserve;
  if (!sb_view_copy(view, events_at + place * sizeof *out, straight * sizeof *out, out) ||
      !sb_view_copy(view, events_at, (count - straight) * sizeof *out, out + straight) ||
      !sb_view_copy(view, ring_at + offsetof(sb_ring, reserve), sizeof reserve, &reserve))
    return UINT64_MAX;
  // Read after them: what it leaves below was not being written to while it was copied.
  uint64_t gone = reserve > ring_events && reserve - ring_events > from ? reserve - ring_events - from : 0;
  if (gone > count) gone = count;
  memmove(out, out + gone, (count - gone) * sizeof *out);
  *lost += overwritten + gone;
  *position = end;
  return count - gone;
}

// ---- files -----------------------------------------------------------------------------------------

int32_t sb_view_open(const char *path, sb_view *view) {
  // Not waiting: the name may be that of a pipe.
  int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return errno;
  struct stat status;
  int32_t error = fstat(file, &status) < 0 ? errno : S_ISREG(status.st_mode) ? 0 : EINVAL;
  if (error) {
    close(file);
    return error;
  }
  *view = (sb_view){.base = NULL, .file = file, .size = (uint64_t)status.st_size};
  return 0;
}
void sb_view_close(sb_view *view) {
  if (!view->base && view->file >= 0) close(view->file);
  view->file = -1;
}
