#if canImport(Glibc)
import Glibc
#endif

extension Array {
    /// Asks the system to back the reserved memory with large pages: touching fresh memory 4 KB at a time costs as much
    /// as the steps of a fast rule. Without such pages nothing changes.
    mutating func preferLargePages() {
        #if canImport(Glibc)
        let bytes = capacity * MemoryLayout<Element>.stride
        guard bytes >= 1 << 22 else { return }
        withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let page = 4096
            let skipped = (page - Int(bitPattern: base) % page) % page
            _ = madvise(base + skipped, (bytes - skipped) / page * page, MADV_HUGEPAGE)
        }
        #endif
    }
}
