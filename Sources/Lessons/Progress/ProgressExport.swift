public import Foundation
import Answers

/// The whole record as one readable JSON document, to keep or to take to another machine.
public struct ProgressExport: Codable, Sendable, Equatable {
    /// Tells the document from others: `descent-progress`.
    public var kind = "descent-progress"
    /// Version of the document; this program reads 1.
    public var format = 1
    /// Where the learner stands in each lesson.
    public var places: [PlaceRecord]
    /// What became of each item.
    public var answers: [ItemRecord]

    /// Everything that a record holds.
    public init(_ store: ProgressStore) throws {
        places = try store.allPlaces()
        answers = try store.allRecords()
    }

    /// Indented, with the keys in alphabetical order.
    public func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// - Throws: a `Mistake` for what is no export of this program.
    public init(reading data: Data, from file: String) throws {
        do {
            self = try JSONDecoder().decode(ProgressExport.self, from: data)
        } catch {
            throw Mistake(
                "\(file) is not an exported record of progress", expected: "a file made by descent progress export")
        }
        guard kind == "descent-progress" else {
            throw Mistake("\(file) is of the kind \(kind)", expected: "a file made by descent progress export")
        }
        guard format == 1 else {
            throw Mistake("\(file) has the format \(format), and this program reads 1", expected: "format 1")
        }
    }

    /// Joins this export to what is recorded already: what was passed in one of them is passed.
    ///
    /// - Returns: how many records were changed by it.
    public func merge(into store: ProgressStore) throws -> Int { try store.merge(answers, places) }
}
