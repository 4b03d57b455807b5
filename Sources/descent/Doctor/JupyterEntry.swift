import Glibc
import Kernel
import Terminal

/// Where Jupyter finds the kernel.
enum JupyterEntry {
    static func check(_ environment: Environment) -> SystemCheck {
        let active = (environment["VIRTUAL_ENV"] ?? environment["CONDA_PREFIX"]).map { [$0] } ?? []
        let folders =
            [KernelSpec.ofUser { environment[$0] }].compactMap(\.self)
            + (active + ["/usr/local", "/usr"]).map { KernelSpec.under(prefix: $0) }
        let found = folders.map { $0 + "/descent" }.first { access($0 + "/kernel.json", R_OK) == 0 }
        return SystemCheck(
            "Jupyter", found.map { "the kernel is entered in \($0)" } ?? "not told yet: descent kernel install")
    }
}
