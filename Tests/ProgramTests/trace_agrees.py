"""Reads a Perfetto trace with Perfetto's own schema, and holds it against the JSON lines of the same recording.

usage: trace_agrees.py TRACE LINES [SINCE], with the PyPI package `perfetto`

Waits that begin before SINCE (ns) are not compared: when a program is first looked at, what waits is known from its slots,
whose times are not exactly those of the events.
"""
import bisect
import collections
import json
import sys

from perfetto.protos.perfetto.trace import perfetto_trace_pb2 as schema

Event = schema.TrackEvent


class Trace:
    def __init__(self, path):
        trace = schema.Trace()
        with open(path, "rb") as file:
            trace.ParseFromString(file.read())
        self.names, self.categories, self.tracks, events = {}, {}, {}, []
        self.clocks = {}
        for packet in trace.packet:
            for entry in packet.interned_data.event_names:
                self.names[entry.iid] = entry.name
            for entry in packet.interned_data.event_categories:
                self.categories[entry.iid] = entry.name
            for clock in packet.clock_snapshot.clocks:
                self.clocks[clock.clock_id] = clock.timestamp
            if packet.HasField("track_descriptor"):
                assert packet.track_descriptor.uuid not in self.tracks, "a track is there twice"
                self.tracks[packet.track_descriptor.uuid] = packet.track_descriptor
            if packet.HasField("track_event"):
                assert packet.track_event.track_uuid in self.tracks, "a track is not described"
                events.append((packet.timestamp, packet.track_event))
        events.sort(key=lambda event: event[0])
        self.slices = collections.defaultdict(list)  # thread: (from, to, name, category)
        self.counters = collections.defaultdict(list)  # name: (time, value)
        self.findings, self.begins, self.ends, opened = [], {}, {}, {}
        for time, event in events:
            track = self.tracks[event.track_uuid]
            thread = track.thread.thread_name
            if event.type == Event.TYPE_SLICE_BEGIN:
                assert event.track_uuid not in opened, "a state begins within another"
                opened[event.track_uuid] = (
                    time, self.names[event.name_iid], self.categories[event.category_iids[0]])
                for flow in event.terminating_flow_ids:
                    self.ends[flow] = (time, thread)
            elif event.type == Event.TYPE_SLICE_END:
                begin, name, category = opened.pop(event.track_uuid)
                self.slices[thread].append((begin, time, name, category))
            elif event.type == Event.TYPE_INSTANT:
                for flow in event.flow_ids:
                    self.begins[flow] = (time, thread)
                if not thread:
                    self.findings.append((time, self.names[event.name_iid]))
            elif event.type == Event.TYPE_COUNTER:
                assert event.HasField("counter_value")
                self.counters[track.name].append((time, event.counter_value))
        assert not opened, "a state does not end"
        assert self.begins.keys() == self.ends.keys(), "an arrow has one end"
        assert all(self.begins[flow][0] <= self.ends[flow][0] for flow in self.begins)

    def pieces(self, thread, begin, end):
        """What the thread was in between."""
        slices = self.slices[thread]
        first = max(0, bisect.bisect_right([piece[0] for piece in slices], begin) - 1)
        return [piece for piece in slices[first:] if piece[0] < end and piece[1] > begin]


def main():
    trace = Trace(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        lines = [json.loads(line) for line in file][1:]
    compared = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    begun, ended, waits, wakes, free, seen = {}, {}, 0, 0, {}, collections.defaultdict(set)
    arrows = {(*trace.ends[flow], trace.begins[flow][1]) for flow in trace.ends}
    threads = {line["thread"]: line["threadName"] for line in lines if "threadName" in line}
    for line in lines:
        time, event, thread = line["t"], line["event"], line.get("threadName")
        if event == "primitiveDeclared" and line["objectKind"] in (
            "countingSemaphore", "boundedSemaphore"):
            free[line["objectName"]] = line.get("value", 0)
        name = line.get("objectName")
        if event == "blocking":
            begun[thread] = (time, name)
        elif event in ("acquired", "put", "taken", "resumed"):
            since, what = begun.get(thread, (time, None))
            if what == name:
                del begun[thread]
                if compared <= since < time:
                    # A ring that closes meanwhile cuts the wait in two.
                    pieces = trace.pieces(thread, since, time)
                    assert pieces[0][0] == since and pieces[-1][1] == time, (line, pieces)
                    assert all(piece[2].endswith(what) for piece in pieces), (line, pieces)
                    assert not any(piece[3] == "running" for piece in pieces), (line, pieces)
                    waits += 1
                    ended[thread] = (time, name)
            if event == "resumed" and "byName" in line:
                end, what = ended.pop(thread, (time, None))
                if what == name and trace.pieces(thread, end, end + 1):
                    assert (end, thread, line["byName"]) in arrows, line
                    wakes += 1
        if name in free:
            if event == "acquired":
                free[name] -= line["permits"]
            elif event == "releasing":
                free[name] += line["permits"]
            elif event == "limitChanged":
                free[name] += line["new"] - line["old"]
            seen[name].add(free[name])
        if event in ("put", "taken"):
            seen[name].add(line["depth"])
    for name, values in seen.items():
        told = counters(trace, name)
        assert values <= {value for _, value in told}, (name, values, told)
        if name in free:
            assert told[-1][1] == free[name], (name, told[-1], free[name])
    assert trace.clocks[6] == 0 and trace.clocks[1] > 10**18
    assert set(trace.slices) <= set(threads.values())
    print(
        f"{waits} waits, {wakes} arrows, {len(seen)} counters,", len(trace.findings), "findings agree")


def counters(trace, name):
    for unit in ("permits", "items"):
        track = unit if name == unit else f"{name} {unit}"
        if track in trace.counters:
            return trace.counters[track]
    return []


main()
