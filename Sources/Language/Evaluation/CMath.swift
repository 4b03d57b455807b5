/// The one place that says which C library provides `pow` and formatting.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// xʸ as IEEE 754 has it.
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

/// The number in C's notation: `%.*f`, `%.*e` or `%.*g`.
func formatC(_ value: Double, _ style: Character, precision: Int, alternate: Bool = false) -> String {
    let format = "%" + (alternate ? "#" : "") + ".*" + String(style)
    return withVaList([Int32(precision), value]) { arguments in
        String(unsafeUninitializedCapacity: precision + 340) { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                Swift.max(0, Swift.min(Int(vsnprintf($0.baseAddress, $0.count, format, arguments)), $0.count - 1))
            }
        }
    }
}
