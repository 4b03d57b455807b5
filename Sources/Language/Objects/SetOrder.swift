/// The order in which CPython 3.11 goes through a set of whole numbers that were put in one after the other, and none taken out: that of its table,
/// in which a number stands at its own place as long as that is free. Small numbers therefore come in ascending order.
enum SetOrder {

    /// The places of the hashes in the order of the table (`set_add_entry` and `set_table_resize` in Objects/setobject.c).
    static func places(_ hashes: [Int]) -> [Int] {
        var table = [Int](repeating: -1, count: 8)
        for item in hashes.indices {
            put(item, hashes[item], into: &table)
            let used = item + 1
            guard used * 5 >= (table.count - 1) * 3 else { continue }
            var size = 8
            while size <= (used > 50_000 ? used * 2 : used * 4) { size <<= 1 }
            var larger = [Int](repeating: -1, count: size)
            for old in table where old >= 0 { put(old, hashes[old], into: &larger) }
            table = larger
        }
        return table.filter { $0 >= 0 }
    }

    /// At the first free place: nine more are looked at beside each, then the hash says where to go on.
    private static func put(_ item: Int, _ hash: Int, into table: inout [Int]) {
        let mask = UInt(table.count - 1)
        var perturbation = UInt(bitPattern: hash)
        var slot = perturbation & mask
        while true {
            let last = slot + 9 <= mask ? slot + 9 : slot
            for near in slot...last where table[Int(near)] < 0 {
                table[Int(near)] = item
                return
            }
            perturbation >>= 5
            slot = (slot &* 5 &+ 1 &+ perturbation) & mask
        }
    }
}
