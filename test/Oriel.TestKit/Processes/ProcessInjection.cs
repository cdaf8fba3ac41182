using System;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Oriel.TestKit.Processes;

/// <summary>Has a process do what nobody can tell it to do from outside. For root, who may trace every process.</summary>
public static unsafe partial class ProcessInjection
{
    private const int PTRACE_POKETEXT = 4;
    private const int PTRACE_GETREGS = 12;
    private const int PTRACE_SETREGS = 13;
    private const int PTRACE_ATTACH = 16;
    private const int PTRACE_DETACH = 17;
    /// <summary>__WALL</summary>
    private const int WaitForAnyChild = 0x40000000;
    private const ulong SYS_exit_group = 231;

    /// <summary>The instruction "syscall", and behind it "ud2", which is never reached.</summary>
    private const nint SystemCall = 0x0B0F050F;

    /// <summary>The places in struct user_regs_struct of x64, and their number.</summary>
    private const int Rax = 10;
    private const int Rdi = 14;
    private const int OrigRax = 15;
    private const int Rip = 16;
    private const int Count = 27;

    /// <summary>The process calls exit_group(2), as if it had come to its end by itself; it is not waited for.</summary>
    public static void Exit(int processId, int status)
    {
        Check(ptrace(PTRACE_ATTACH, processId, 0, 0), processId);
        int stopped;
        Check(waitpid(processId, &stopped, WaitForAnyChild), processId);
        ulong* registers = stackalloc ulong[Count];
        Check(ptrace(PTRACE_GETREGS, processId, 0, (nint)registers), processId);
        Check(ptrace(PTRACE_POKETEXT, processId, (nint)registers[Rip], SystemCall), processId);
        registers[Rax] = SYS_exit_group;
        registers[Rdi] = (ulong)status;

        // Else the kernel would go back to the call that the stop has interrupted.
        registers[OrigRax] = ulong.MaxValue;
        Check(ptrace(PTRACE_SETREGS, processId, 0, (nint)registers), processId);
        Check(ptrace(PTRACE_DETACH, processId, 0, 0), processId);
    }

    private static void Check(nint result, int processId)
    {
        if (result < 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Process {processId} cannot be traced: {Marshal.GetLastPInvokeErrorMessage()}."));
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint ptrace(nint request, int processId, nint address, nint data);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int processId, int* status, int options);
}
