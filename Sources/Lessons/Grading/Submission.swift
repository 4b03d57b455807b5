public import Answers
import Files
import Foundation

/// What one learner has handed in: a file that `descent progress export` made.
public struct Submission: Sendable {
    /// The file, as the person named it.
    public let file: String
    /// What the learner calls themselves, else the name of the file.
    public let learner: String
    /// The last answer to each item, by lesson and item.
    let answers: [String: [String: ItemRecord]]

    /// Bytes that a submission may have: that many answers nobody gives.
    private static let limit = 1 << 26

    /// Reads one file.
    ///
    /// - Throws: a `Mistake` for a file that cannot be read, is damaged, was changed, or is of a version that is not known.
    public static func read(_ file: String, work: Work = Work()) throws -> Submission {
        let bytes = try TextFile.bytes(file, limit: limit, work: work)
        let export = try ProgressExport(reading: Data(bytes), from: file)
        guard export.format == 2 else {
            throw Mistake(
                "\(file) has the format \(export.format), which has no checksum", expected: "format 2",
                try: "descent progress export, of today's program")
        }
        return Submission(export, file: file)
    }

    init(_ export: ProgressExport, file: String) {
        self.file = file
        let named = export.learner?.split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
        learner = named.isEmpty ? ((file as NSString).lastPathComponent as NSString).deletingPathExtension : named
        var answers: [String: [String: ItemRecord]] = [:]
        for record in export.answers {
            let known = answers[record.lesson]?[record.item]
            if let known, known.version > record.version { continue }
            answers[record.lesson, default: [:]][record.item] = record
        }
        self.answers = answers
    }

    /// The files that are meant: of a folder those that end in `.json`, in the order of their names.
    public static func files(in paths: [String]) -> [String] {
        paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return [path]
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".json") }.sorted().map {
                (path as NSString).appendingPathComponent($0)
            }
        }
    }
}
