import Foundation

/// The path of a new file that holds a table's text.
func tableFile(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
}
