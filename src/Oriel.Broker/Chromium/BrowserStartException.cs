using System;

namespace Oriel.Broker.Chromium;

/// <summary>A view cannot be had; the host raises the code to its app.</summary>
internal sealed class BrowserStartException : Exception
{
    public BrowserStartException(int code, string message)
        : base(message)
    {
        Code = code;
    }

    public int Code { get; }
}
