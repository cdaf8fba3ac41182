using System.Runtime.InteropServices;
using Oriel.Client.Errors;

namespace Oriel.Client.Sessions;

/// <summary>
/// The target went away before it answered: its view was closed, or its frame removed. Other views go on. It may reach an app from a task that was waiting,
/// so it is a COMException with E_ABORT.
/// </summary>
internal sealed class SessionClosedException() : COMException(
    "The view was closed, or what it showed went away, before the call was answered. Nothing else is affected.", HResults.Abort);
