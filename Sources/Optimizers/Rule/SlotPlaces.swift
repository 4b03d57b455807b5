/// Where a rule's memory lies, slot by slot: found once for a sweep over all coordinates.
struct SlotPlaces<S: LaneScalar> {
    private let slots: SlotSet
    private let m: UnsafeMutablePointer<S>
    private let v: UnsafeMutablePointer<S>
    private let a: UnsafeMutablePointer<S>
    private let b: UnsafeMutablePointer<S>
    private let c: UnsafeMutablePointer<S>

    @inline(__always) init(_ block: TensorBlock<S>) {
        slots = block.slots
        m = block.slot(.m)
        v = block.slot(.v)
        a = block.slot(.a)
        b = block.slot(.b)
        c = block.slot(.c)
    }

    /// The memory of the coordinates from i on.
    @inline(__always) func load<V: Lane>(at i: Int) -> Slots<V> {
        var s = Slots<V>()
        if slots.contains(.m) { s.m = SlotPlaces.load(m + i) }
        if slots.contains(.v) { s.v = SlotPlaces.load(v + i) }
        if slots.contains(.a) { s.a = SlotPlaces.load(a + i) }
        if slots.contains(.b) { s.b = SlotPlaces.load(b + i) }
        if slots.contains(.c) { s.c = SlotPlaces.load(c + i) }
        return s
    }

    @inline(__always) func store<V: Lane>(_ s: Slots<V>, at i: Int) {
        if slots.contains(.m) { SlotPlaces.store(s.m, m + i) }
        if slots.contains(.v) { SlotPlaces.store(s.v, v + i) }
        if slots.contains(.a) { SlotPlaces.store(s.a, a + i) }
        if slots.contains(.b) { SlotPlaces.store(s.b, b + i) }
        if slots.contains(.c) { SlotPlaces.store(s.c, c + i) }
    }

    @inline(__always) private static func load<V: Lane>(_ place: UnsafeMutablePointer<S>) -> V {
        UnsafeRawPointer(place).loadUnaligned(as: V.self)
    }

    @inline(__always) private static func store<V: Lane>(_ value: V, _ place: UnsafeMutablePointer<S>) {
        UnsafeMutableRawPointer(place).storeBytes(of: value, as: V.self)
    }
}
