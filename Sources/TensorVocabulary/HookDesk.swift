import Answers
import Language

/// Who calls the functions that were hooked to tensors: what goes back through a record now, in whatever line they were hooked.
final class HookDesk {
    package var context: Context?
}

extension Context {
    var hookDesk: HookDesk { session.kept(HookDesk.self) { HookDesk() } }
}
