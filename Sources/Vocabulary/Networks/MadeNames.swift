import Language
import Networks
import Training

/// Counts what is made in a session, as Keras does: the second dense layer is `dense_1`, in whatever model it stands.
final class MadeNames {
    private var counts: [String: Int] = [:]

    /// `dense`, `dense_1` …: by how many of its kind were made before.
    func next(_ kind: String) -> String {
        let number = counts[kind, default: 0]
        counts[kind] = number + 1
        return number == 0 ? kind : "\(kind)_\(number)"
    }

    /// The same for what was given no name; what has one is not counted.
    func next(_ kind: String, unless given: String?) -> String? { given == nil ? next(kind) : nil }

    /// A chain whose input is known is composed anew for every layer that comes to it; Keras counts that.
    func compose(_ model: Model) {
        guard !model.architecture.nodes.isEmpty, model.architecture.openShapes.allSatisfy({ $0 != nil }) else {
            return
        }
        _ = next("functional")
    }

    /// Everything is counted from the beginning again.
    func clear() { counts = [:] }
}

extension Context {
    var madeNames: MadeNames { session.kept(MadeNames.self) { MadeNames() } }
}
