import Answers

/// What has to be done on the way out of blocks, however they are left.
extension Compiler {
    /// Emits what stands between here and the end of the blocks from a level upwards, innermost first, outside their own protection.
    func unwind(to level: Int) throws {
        let all = unit.unwinders
        for index in all.indices.reversed() where index >= level {
            let here = all[index]
            close(here)
            unit.unwinders = Array(all[..<index])
            switch here.kind {
            case .loop(_, _, let base): if base >= 0 { unit.emit(.abandon, base) }
            case .finally(let statements): try compile(statements)
            case .with(let exit): unit.emit(.leave, exit)
            case .handler(let name?):
                store(name, unit.range, unit.constant(.none), isBrief: true)
                delete(name, unit.range, isSpent: true)
            case .handler(nil): break
            }
        }
        unit.unwinders = all
    }

    private func close(_ unwinder: Unit.Unwinder) {
        guard let start = unwinder.openedAt else { return }
        if start < unit.here { unwinder.regions.append((start, unit.here)) }
        unwinder.openedAt = nil
    }

    /// The protection of the blocks goes on behind what was emitted on a way out.
    func reopen(from level: Int) {
        for unwinder in unit.unwinders[level...] where unwinder.isProtecting { unwinder.openedAt = unit.here }
    }

    func protect(_ unwinder: Unit.Unwinder, _ body: () throws -> Void) throws {
        unwinder.openedAt = unit.here
        unwinder.isProtecting = true
        unit.unwinders.append(unwinder)
        try body()
        unit.unwinders.removeLast()
        unwinder.isProtecting = false
        close(unwinder)
    }

    func handle(_ unwinder: Unit.Unwinder) {
        for region in unwinder.regions {
            unit.handlers.append(.init(from: region.from, to: region.to, target: unit.here))
        }
    }
}
