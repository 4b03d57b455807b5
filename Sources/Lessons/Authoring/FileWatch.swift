@preconcurrency import Glibc
public import Answers

/// Says when files have been saved. It looks at them a few times a second, which also sees an editor that writes a new file and
/// puts it in the place of the old one.
public struct FileWatch {
    private struct Stamp: Equatable {
        var seconds = 0
        var nanoseconds = 0
        var size = 0
        var number: UInt = 0
    }

    private let files: [String]
    private var stamps: [Stamp?]

    /// What is there now counts as seen.
    public init(_ files: [String]) {
        self.files = files
        stamps = files.map(FileWatch.stamp)
    }

    /// Waits until files were saved.
    ///
    /// - Parameter work: waiting ends when it is cancelled.
    /// - Returns: the files that were; empty when it was cancelled. A file that is gone is waited for.
    public mutating func next(_ work: Work) -> [String] {
        while !work.isCancelled {
            usleep(100_000)
            let now = files.map(FileWatch.stamp)
            let changed = files.indices.filter { now[$0] != nil && now[$0] != stamps[$0] }
            for index in changed { stamps[index] = now[index] }
            if !changed.isEmpty { return changed.map { files[$0] } }
        }
        return []
    }

    private static func stamp(_ file: String) -> Stamp? {
        var found = stat()
        guard stat(file, &found) == 0 else { return nil }
        return Stamp(
            seconds: found.st_mtim.tv_sec, nanoseconds: found.st_mtim.tv_nsec, size: Int(found.st_size),
            number: UInt(found.st_ino))
    }
}
