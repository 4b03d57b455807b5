import Language
import Networks
import Tensors
import Training

/// Layers that stand in several models of a session: what one model learns, the others know.
///
/// Every model has its numbers in memory of its own; they are laid over where a model is built after another, and where one of them
/// has been changed.
final class SharedLayers {
    private struct Place {
        weak var model: Model?
        let index: Int
    }

    private struct Entry {
        let identity: LayerIdentity
        var places: [Place]
    }

    private var entries: [ObjectIdentifier: Entry] = [:]
    private var limit = 256

    /// Remembers where the layers of a model are, and gives it the numbers that the others have of them as soon as it is built.
    func note(_ model: Model) {
        model.onBuild = { [weak self] model in
            OwnLayerBody.remember(in: model)
            self?.gather(model)
        }
        if entries.count > limit {
            entries = entries.filter { $0.value.places.contains { $0.model != nil } }
            limit = Swift.max(256, 2 * entries.count)
        }
        for (index, node) in model.architecture.nodes.enumerated() where node.owner == nil {
            guard let identity = node.identity, !(node.layer is ModelLayer) else { continue }
            let key = ObjectIdentifier(identity)
            var entry = entries[key] ?? Entry(identity: identity, places: [])
            entry.places.removeAll { $0.model == nil || $0.model === model }
            entry.places.append(Place(model: model, index: index))
            entries[key] = entry
        }
    }

    /// Lays the numbers that others have over those of a model that shares layers with them.
    private func gather(_ model: Model) {
        for (index, other, place) in others(of: model) where other.network != nil {
            copy(other, place, to: model, index)
        }
    }

    /// Lays the numbers of a model over those of the others that share layers with it.
    func spread(_ model: Model) {
        guard model.network != nil else { return }
        for (index, other, place) in others(of: model) {
            guard other.network != nil else { continue }
            copy(model, index, to: other, place)
        }
    }

    private func others(of model: Model) -> [(index: Int, other: Model, place: Int)] {
        model.architecture.nodes.enumerated().flatMap { index, node -> [(index: Int, other: Model, place: Int)] in
            guard node.owner == nil, let identity = node.identity,
                let places = entries[ObjectIdentifier(identity)]?.places, places.count > 1
            else { return [] }
            return places.compactMap { place in
                guard let other = place.model, other !== model else { return nil }
                return (index, other, place.index)
            }
        }
    }

    private func copy(_ from: Model, _ index: Int, to target: Model, _ place: Int) {
        guard let source = from.network, let goal = target.network, source.names.indices.contains(index),
            goal.names.indices.contains(place)
        else { return }
        let (mine, theirs) = (source.memory(of: source.names[index]), goal.memory(of: goal.names[place]))
        guard mine.parameters.count == theirs.parameters.count, mine.state.count == theirs.state.count else { return }
        theirs.parameters.copy(from: mine.parameters)
        theirs.state.copy(from: mine.state)
    }
}

extension Context {
    var sharedLayers: SharedLayers { session.kept(SharedLayers.self) { SharedLayers() } }
}
