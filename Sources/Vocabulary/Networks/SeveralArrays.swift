import Answers
import ArrayVocabulary
import Datasets
import Language

extension ArrayWords {
    /// The arrays of a list of arrays; nil for anything else.
    static func several(_ value: Value) throws -> [Samples]? {
        guard let parts = value.elements, !parts.isEmpty else { return nil }
        let arrays = try parts.compactMap { part -> Samples? in
            guard case .thing = part else { return nil }
            return try samples(part, work: Work())
        }
        return arrays.count == parts.count ? arrays : nil
    }
}
