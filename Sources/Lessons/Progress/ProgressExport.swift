public import Foundation
import Answers
import Numbers

/// A learner's record as one readable JSON document: to keep, to take to another machine, to hand in.
public struct ProgressExport: Codable, Sendable, Equatable {
    /// Tells the document from others: `descent-progress`.
    public var kind = "descent-progress"
    /// Version of the document; this program writes 2, and reads 1 as well, which had neither learner nor checksum.
    public var format = 2
    /// Whose it is, as they call themselves; nil where nobody said.
    public var learner: String?
    /// Where the learner stands in each lesson.
    public var places: [PlaceRecord]
    /// What became of each item.
    public var answers: [ItemRecord]
    /// Sixteen hexadecimal digits that follow from everything else: a file that was damaged or changed by hand is noticed.
    public private(set) var checksum: String?

    /// Everything that a record holds, or what it holds of some lessons.
    ///
    /// - Parameter lessons: their ids; empty for all.
    public init(_ store: ProgressStore, learner: String? = nil, lessons: [String] = []) throws {
        self.learner = learner
        places = try store.allPlaces().filter { lessons.isEmpty || lessons.contains($0.lesson) }
        answers = try store.allRecords().filter { lessons.isEmpty || lessons.contains($0.lesson) }
    }

    /// Indented, with the keys in alphabetical order.
    public func text() throws -> String {
        var signed = self
        signed.checksum = try sum()
        return String(decoding: try signed.encoded(.prettyPrinted), as: UTF8.self)
    }

    private func encoded(_ formatting: JSONEncoder.OutputFormatting = []) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
        return try encoder.encode(self)
    }

    /// Of the content, however it is laid out.
    private func sum() throws -> String {
        var plain = self
        plain.checksum = nil
        let digits = String(try plain.encoded().fnv1a, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// What every such document says of itself.
    private struct Label: Decodable {
        var kind: String
        var format: Int
    }

    /// - Throws: a `Mistake` for what is no export of this program, of a version it does not know, or changed since.
    public init(reading data: Data, from file: String) throws {
        let expected = "a file made by descent progress export"
        guard let label = try? JSONDecoder().decode(Label.self, from: data) else {
            throw Mistake("\(file) is not an exported record of progress", expected: expected)
        }
        guard label.kind == "descent-progress" else {
            throw Mistake("\(file) is of the kind \(label.kind.prefix(40))", expected: expected)
        }
        guard (1...2).contains(label.format) else {
            throw Mistake(
                "\(file) has the format \(label.format), and this program reads 1 and 2",
                expected: "format 2", try: "a newer descent")
        }
        do {
            self = try JSONDecoder().decode(ProgressExport.self, from: data)
        } catch {
            throw Mistake("\(file) is damaged: parts of it are missing or of another kind", expected: expected)
        }
        guard format == 1 || checksum == (try? sum()) else {
            throw Mistake(
                "\(file) was changed after it was exported: its checksum does not fit what it holds",
                expected: "the file as descent progress export wrote it", try: "exporting it once more")
        }
    }

    /// Joins this export to what is recorded already: what was passed in one of them is passed.
    ///
    /// - Returns: how many records were changed by it.
    public func merge(into store: ProgressStore) throws -> Int { try store.merge(answers, places) }
}
