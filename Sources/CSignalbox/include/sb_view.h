// Looking at a mapping: one's own, by pointer, or another process's, through its file. A file is read, not mapped:
// somebody could cut it short, and a process that touches what is no longer there dies.
#pragma once
#include "sb_layout.h"

typedef struct {
  const void *base;  // NULL: the file
  int32_t file;
  uint64_t size;  // of what lies at `base`; of the file when it was opened: it grows
} sb_view;

// Copies `length` bytes. False: the file ends before, or cannot be read. In memory 8 bytes at a time, each whole. What
// is copied by one call has been read after what earlier calls copied.
bool sb_view_copy(const sb_view *view, uint64_t at, uint64_t length, void *out);

// Copies `length` bytes, a multiple of 8, such that they all were there at one moment; false if that does not succeed
// in a few hundred tries, since somebody writes there all the time, or has stopped in the middle. `version`: where in
// them a version lies, which is odd while they are written; -1: without one two equal copies will do.
bool sb_view_snapshot(const sb_view *view, uint64_t at, uint64_t length, int32_t version, void *out);

// Copies the events of a ring from `position` up to `end`, a head that was read before, so that no event is cut. What
// was overwritten, before or while it was copied, is left out and counted in `lost`; `position` moves to `end`. `out`
// has room for all of them, or for `ring_events` if they are more. `ring_at` is the ring's place. Returns how many;
// UINT64_MAX if the file ends before, or no ring can have so many events.
uint64_t sb_ring_read(const sb_view *view, uint64_t ring_at, uint64_t ring_events, uint64_t *position, uint64_t end,
                      uint64_t *lost, sb_event *out);

// Opens a mapping's file, to be closed again. Returns 0 or the system's error number; EINVAL for what is no file, ELOOP
// for a symbolic link. What is in the file may be anything.
int32_t sb_view_open(const char *path, sb_view *view);
void sb_view_close(sb_view *view);
