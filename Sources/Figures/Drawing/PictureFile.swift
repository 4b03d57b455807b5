@preconcurrency import Glibc
import Numbers

/// A picture is written beside its place and then moved there: it is whole or not there, and an older one is not lost.
enum PictureFile {
    /// Says early, before anything is computed, that a file cannot be written.
    static func check(_ path: String) throws {
        let folder = Self.folder(of: path)
        if access(folder, F_OK) != 0 {
            throw Mistake("there is no folder '\(folder)' to write '\(path)' into", try: "mkdir -p '\(folder)'")
        }
        if access(folder, W_OK) != 0 { throw unwritable(path, errno) }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? "picture"
        let draft = "\(folder(of: path))/.\(name.prefix(40)).\(getpid()).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw unwritable(path, errno) }
        var failure: Int32 = 0
        var done = 0
        while done < bytes.count, failure == 0 {
            let wrote = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if wrote > 0 { done += wrote } else if errno != EINTR { failure = errno }
        }
        if close(file) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(draft, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(draft)
            throw unwritable(path, failure)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func unwritable(_ path: String, _ error: Int32) -> Mistake {
        let reason = String(cString: strerror(error))
        return Mistake(
            "'\(path)' cannot be written: \(reason)", expected: "a place you may write to", try: "picture.png")
    }
}
