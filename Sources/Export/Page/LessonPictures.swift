import Files
import Foundation

/// The picture files of a lesson, which a page takes in. Only what lies in the folder of the lesson, or below it, can be taken,
/// and only what is a picture.
struct LessonPictures: Sendable {
    /// Where the lesson lies; nil for one that is no file, which has no pictures.
    let folder: String?

    /// Bytes of one file.
    private static let most = 1 << 22

    /// nil for what is none of the lesson's pictures.
    func image(_ target: String) -> Picture.Image? {
        guard let folder, let name = target.removingPercentEncoding, !name.hasPrefix("/"), !name.contains("\0") else {
            return nil
        }
        let home = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let file = URL(fileURLWithPath: home + "/" + name).resolvingSymlinksInPath().path
        guard file.hasPrefix(home == "/" ? home : home + "/"), TextFile.isOrdinary(file),
            let bytes = try? TextFile.bytes(file, limit: LessonPictures.most),
            let type = LessonPictures.mediaType(bytes, name: file.lowercased())
        else { return nil }
        return Picture.Image(mediaType: type, bytes: bytes)
    }

    /// By how the bytes begin. A page shows an SVG file as an image, in which no script runs.
    private static func mediaType(_ bytes: [UInt8], name: String) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]) { return "image/png" }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
        if bytes.starts(with: "GIF8".utf8) { return "image/gif" }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return "image/webp" }
        let begins = bytes.starts(with: "<svg".utf8) || bytes.starts(with: "<?xml".utf8)
        return name.hasSuffix(".svg") && begins ? "image/svg+xml" : nil
    }
}
