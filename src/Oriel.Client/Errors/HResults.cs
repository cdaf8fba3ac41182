namespace Oriel.Client.Errors;

/// <summary>The failure codes that apps test for. The Win32 ones are HRESULT_FROM_WIN32 of the code they are named after.</summary>
internal static class HResults
{
    public const int Fail = unchecked((int)0x80004005);
    public const int Abort = unchecked((int)0x80004004);
    public const int Unexpected = unchecked((int)0x8000FFFF);
    public const int NotImplemented = unchecked((int)0x80004001);
    public const int NoInterface = unchecked((int)0x80004002);
    public const int Pointer = unchecked((int)0x80004003);
    public const int AccessDenied = unchecked((int)0x80070005);
    public const int InvalidArgument = unchecked((int)0x80070057);
    public const int OutOfMemory = unchecked((int)0x8007000E);

    public const int FileNotFound = unchecked((int)0x80070002);
    public const int PathNotFound = unchecked((int)0x80070003);
    public const int InvalidHandle = unchecked((int)0x80070006);
    public const int NotSupported = unchecked((int)0x80070032);
    public const int FileExists = unchecked((int)0x80070050);
    public const int DiskFull = unchecked((int)0x80070070);
    public const int PathTooLong = unchecked((int)0x800700CE);
    public const int NoData = unchecked((int)0x800700E8);
    public const int DeletePending = unchecked((int)0x8007012F);
    public const int PossibleDeadlock = unchecked((int)0x8007046B);
    public const int NotFound = unchecked((int)0x80070490);
    public const int Canceled = unchecked((int)0x800704C7);
    public const int InvalidWindowHandle = unchecked((int)0x80070578);
    public const int Timeout = unchecked((int)0x800705B4);
    public const int ProductUninstalled = unchecked((int)0x80070645);
    public const int NotEnoughQuota = unchecked((int)0x80070718);
    public const int InvalidState = unchecked((int)0x8007139F);

    /// <summary>CO_E_NOTINITIALIZED: the calling thread has no message pump at all.</summary>
    public const int NotInitialized = unchecked((int)0x800401F0);

    /// <summary>RPC_E_CHANGED_MODE: the calling thread cannot own a view.</summary>
    public const int ChangedMode = unchecked((int)0x80010106);

    /// <summary>RO_E_CLOSED: the object was closed.</summary>
    public const int ObjectClosed = unchecked((int)0x80000013);

    /// <summary>COR_E_INVALIDOPERATION: what a managed InvalidOperationException carries.</summary>
    public const int InvalidOperation = unchecked((int)0x80131509);

    /// <summary>COR_E_NOTSUPPORTED: what a managed NotSupportedException carries.</summary>
    public const int ManagedNotSupported = unchecked((int)0x80131515);

    /// <summary>COR_E_OPERATIONCANCELED: what a managed OperationCanceledException carries.</summary>
    public const int OperationCanceled = unchecked((int)0x8013153B);
}
