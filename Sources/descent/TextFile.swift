import ArgumentParser
import Glibc
import Terminal

/// Whole text files.
enum TextFile {
    /// - Throws: exit code 1, with the reason on standard error.
    static func contents(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while file >= 0 {
            let count = read(file, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 {
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    Output.message("\(path): this is not UTF-8 text")
                    throw ExitCode(1)
                }
                return text
            } else if errno != EINTR {
                break
            }
        }
        Output.message("\(path): \(String(cString: strerror(errno)))")
        throw ExitCode(1)
    }
}
