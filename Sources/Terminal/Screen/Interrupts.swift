import CLibedit
public import Answers

/// Ctrl-C while something is computed: the signal only stores a flag, which the work notices within milliseconds.
public enum Interrupts {
    /// From now on SIGINT cancels this work. The work is kept for the rest of the process: a signal may come at any time.
    public static func cancel(_ work: Work) {
        let kept = Unmanaged.passRetained(work).toOpaque()
        descent_watch_signals(
            { kept in kept.map { Unmanaged<Work>.fromOpaque($0).takeUnretainedValue().cancel() } }, kept)
    }

    /// Lets Ctrl-C and its kin through, whatever a parent has blocked for its children.
    public static func letThrough() { descent_unblock_signals() }

    /// How often it was pressed since the start.
    static var count: Int32 { descent_interrupt_count() }
}
