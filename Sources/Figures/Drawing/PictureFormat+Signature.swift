extension PictureFormat {
    /// Whether the bytes begin as a file of this format does: a gnuplot that prints something else and says that all went
    /// well has drawn no picture.
    func isBegun(by bytes: [UInt8]) -> Bool {
        switch self {
        case .png: bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        case .gif: bytes.starts(with: "GIF8".utf8)
        case .pdf: bytes.starts(with: "%PDF-".utf8)
        case .svg: bytes.starts(with: "<?xml".utf8) || bytes.starts(with: "<svg".utf8)
        case .text, .script: true
        }
    }
}
