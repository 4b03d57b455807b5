import Answers

/// Values on their way between registers and the places that they have elsewhere: variables of inner functions, lists.
extension Unmanaged where Instance == ClosureCell {
    /// The value of the variable into a register; false where it has none.
    @inline(__always) func load(_ target: Register) -> Bool {
        _withUnsafeGuaranteedRef {
            if case .number(let value) = $0.value {
                target.put(value)
            } else {
                if $0.value.isMissing { return false }
                target.pointee = $0.value
            }
            return true
        }
    }

    @inline(__always) func store(_ value: Register) { _withUnsafeGuaranteedRef { $0.value = value.pointee } }
}

extension Value.List {
    /// The element at a place into a register; false where there is none.
    @inline(__always) func load(_ place: Int, _ target: Register) -> Bool {
        guard place >= 0, place < items.count else { return false }
        if case .number(let value) = items[place] { target.put(value) } else { target.pointee = items[place] }
        return true
    }

    /// The value of a register to a place; false where there is none.
    @inline(__always) func store(_ place: Int, _ value: Register) -> Bool {
        guard place >= 0, place < items.count else { return false }
        items[place] = value.pointee
        return true
    }

    @inline(__always) func append(_ value: Value) throws {
        items.append(value)
        if items.count & 4095 == 0 { try Limits.checkCount(items.count) }
    }
}
