internal import Answers
internal import CSamples

/// The CSV files that are part of the program: where a path is asked for, `sample:rents.csv` is one of them.
enum SampleFiles {
    /// What a path to one begins with.
    static let scheme = "sample:"

    /// What there is.
    static var names: [String] {
        (0..<sample_file_count()).map { String(cString: sample_file($0).name) }
    }

    /// The bytes of the file that a path names; nil for a path to a file of the machine.
    ///
    /// - Throws: `Mistake` for a name that is not there.
    static func bytes(of path: String) throws -> [UInt8]? {
        guard path.hasPrefix(scheme) else { return nil }
        let name = String(path.dropFirst(scheme.count))
        guard let place = names.firstIndex(of: name) else {
            throw Mistake(
                "\(path) is not part of the program", expected: Phrase.alternatives(names.map { scheme + $0 }),
                argument: "path")
        }
        let file = sample_file(place)
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
