// The system calls that Swift's Glibc module hides, the thread-local record, and the words that several threads share:
// rings, slots and variables. All of it is plain C17 with the compiler's atomics.
#pragma once
#include "sb_clock.h"
#include "sb_control.h"
#include "sb_file.h"
#include "sb_layout.h"
#include "sb_lock.h"
#include "sb_mapping.h"
#include "sb_permit.h"
#include "sb_own.h"
#include "sb_publish.h"
#include "sb_ring.h"
#include "sb_slots.h"
#include "sb_thread.h"
#include "sb_variable.h"
#include "sb_view.h"
