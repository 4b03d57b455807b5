public import Datasets
public import Language
import ArrayVocabulary

/// `X, y = moons()`
extension Dataset: Unpackable {
    /// The inputs and the targets.
    public var parts: [Value] { get throws { [try .array(x), try .array(y)] } }
}
