internal import Datasets
internal import Synchronization

/// A recipe with its data, of which several may have to make room: what was asked for stays known, and so does that it was given up.
public final class KeptRecipe: Sendable {
    private let content: Mutex<TrainingRecipe?>
    /// What its data take, in bytes.
    public let bytes: Int

    /// Keeps a recipe until it is given up or nobody holds this any more.
    public init(_ recipe: TrainingRecipe) {
        bytes = recipe.bytes
        content = Mutex(recipe)
    }

    /// The recipe; nil once it was given up.
    public var recipe: TrainingRecipe? { content.withLock { $0 } }

    /// Lets go of the recipe and its data.
    public func giveUp() { content.withLock { $0 = nil } }
}

/// The recipes of a session, whose data together stay below a bound: when one more comes, the oldest give theirs up.
///
/// Recipes that nobody holds any more, as their histories are gone, take no room.
public final class RecipeShelf: Sendable {
    private struct Place: Sendable {
        weak var kept: KeptRecipe?
    }

    private let places = Mutex<[Place]>([])
    /// What the data of all recipes together may take, in bytes.
    public let limit: Int

    /// 256 MB, unless another bound is given.
    public init(limit: Int = 1 << 28) { self.limit = limit }

    /// Takes a recipe in; the newest is kept in any case.
    public func keep(_ recipe: KeptRecipe) {
        places.withLock { places in
            places.removeAll { place in place.kept?.recipe == nil || place.kept === recipe }
            var used = recipe.bytes + places.reduce(0) { $0 + ($1.kept?.bytes ?? 0) }
            while used > limit, let oldest = places.first?.kept {
                oldest.giveUp()
                used -= oldest.bytes
                places.removeFirst()
            }
            places.append(Place(kept: recipe))
        }
    }
}

extension TrainingRecipe {
    /// What its data take, in bytes.
    public var bytes: Int {
        var numbers = y.values.count
        for array in x { numbers += array.values.count }
        for array in options.validation?.x ?? [] { numbers += array.values.count }
        return 4 * (numbers + (options.validation?.y.values.count ?? 0))
    }
}
