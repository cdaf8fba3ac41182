namespace Microsoft.Web.WebView2.Core;

/// <summary>What the dump of a crashed process says about the crash.</summary>
public class CoreWebView2CrashReport
{
    internal CoreWebView2CrashReport(
        string crashReportId,
        uint exceptionCode,
        string faultingModuleName,
        string faultingModuleVersion,
        ulong faultOffset,
        ulong reportTime)
    {
        CrashReportId = crashReportId;
        ExceptionCode = exceptionCode;
        FaultingModuleName = faultingModuleName;
        FaultingModuleVersion = faultingModuleVersion;
        FaultOffset = faultOffset;
        ReportTime = reportTime;
    }

    /// <summary>The group of similar crashes that a crash service has put this one in. Oriel sends dumps nowhere: always empty.</summary>
    public string BucketId { get; } = "";

    /// <summary>The id of the dump: the name of its file in the environment's failure report folder.</summary>
    public string CrashReportId { get; }

    /// <summary>Why the process crashed: on Linux the number of the signal, such as 11 for SIGSEGV; 0 if not known.</summary>
    public uint ExceptionCode { get; }

    /// <summary>Where in <see cref="FaultingModuleName"/> the process crashed, in bytes from its start; 0 if not known.</summary>
    public ulong FaultOffset { get; }

    /// <summary>The file name of the program or library in which the process crashed, without its folder; empty if not known.</summary>
    public string FaultingModuleName { get; }

    /// <summary>The version of that program or library; empty if it has none, like most on Linux.</summary>
    public string FaultingModuleVersion { get; }

    /// <summary>When the report was written, in units of 100 ns since the year 1601, UTC (a Windows FILETIME); 0 if not known.</summary>
    public ulong ReportTime { get; }
}
