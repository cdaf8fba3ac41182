using System.Text;
using Oriel.Protocol.Cdp;

namespace Oriel.Client.Sessions;

/// <summary>The name of a command as text, for errors and logs.</summary>
internal static class MethodName
{
    internal static string Of<TCommand>()
        where TCommand : struct, ICdpCommand => Encoding.UTF8.GetString(TCommand.Method);
}
